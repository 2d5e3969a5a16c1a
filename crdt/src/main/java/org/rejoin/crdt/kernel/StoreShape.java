package org.rejoin.crdt.kernel;

/**
 * What a store looks like before anything is in it: how its dots nest and with which codecs.
 * Immutable.
 *
 * @param <D> the kind of store
 */
public interface StoreShape<D extends DotStore> {
  /** The store without dots. */
  D empty();

  /** Reads a store; refuses what {@link DotStore#write} does not produce. */
  D read(StoreIn in);
}
