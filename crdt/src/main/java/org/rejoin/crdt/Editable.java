package org.rejoin.crdt;

import java.util.function.Consumer;

/**
 * A data type that applications change through an editor.
 *
 * @param <S> the type itself
 * @param <E> its editor: a mutable view that lives for one edit, sees its own changes and builds
 *     the delta as it goes
 */
public interface Editable<S extends Editable<S, E>, E> extends Crdt<S> {
  /**
   * Runs {@code change} against an editor of this state. Several calls on the editor make one edit
   * and one delta. If {@code change} throws, the exception passes through, nothing changed and no
   * dot was spent.
   *
   * @param origin who edits, and the stamp of this edit; the caller never uses one replica id in
   *     two copies of an object at once
   * @throws IdentityReusedException if this state proves that somebody else wrote under that id
   */
  Edited<S> edit(Origin origin, Consumer<E> change);
}
