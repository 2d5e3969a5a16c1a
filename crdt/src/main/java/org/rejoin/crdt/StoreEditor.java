package org.rejoin.crdt;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotStore;

/** Holds the store that an editor changes, for as long as the editor lives. Not thread-safe. */
abstract class StoreEditor<D extends DotStore> {
  private final CausalEdit edit;
  private D store;
  private boolean ended;
  private boolean nested;

  StoreEditor(CausalEdit edit, D store) {
    this.edit = edit;
    this.store = store;
  }

  final CausalEdit edit() {
    return edit;
  }

  /**
   * The dot of a leaf that replaces those of {@code seen}, which die: a new one, unless they are
   * but one that this edit made and nobody else can have seen.
   */
  static Dot dotOver(CausalEdit edit, List<Dot> seen) {
    if (seen.size() == 1 && edit.isNew(seen.get(0))) {
      return seen.get(0);
    }
    edit.killAll(seen);
    return edit.newDot();
  }

  /**
   * The map after {@code change} of what is under {@code key}, which tells the edit of its dots.
   */
  static <K, C extends DotStore> DotMap<K, C> changeAt(
      DotMap<K, C> map, K key, CausalEdit edit, UnaryOperator<C> change) {
    CausalEdit.Mark mark = edit.mark();
    C changed = change.apply(map.get(key));
    return map.replace(key, changed, edit.killedSince(mark), edit.createdSince(mark));
  }

  /** What this edit sees; refused once the edit has ended, or while a nested editor is at work. */
  final D store() {
    if (ended) {
      throw new IllegalStateException("this edit has ended; its editor cannot be used any more");
    }
    if (nested) {
      throw new IllegalStateException(
          "the editor of a map cannot be used within at(..); use the editor given to it");
    }
    return store;
  }

  final void store(D changed) {
    store = changed;
  }

  final void setNested(boolean atWork) {
    nested = atWork;
  }

  final D close() {
    ended = true;
    return store;
  }
}
