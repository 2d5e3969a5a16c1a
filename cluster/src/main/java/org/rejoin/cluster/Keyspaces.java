package org.rejoin.cluster;

import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.LatticeRegister;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.crdt.BoundedCounter;
import org.rejoin.crdt.CounterMap;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.DWFlag;
import org.rejoin.crdt.EWFlag;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.MVRegister;
import org.rejoin.crdt.MaxRegister;
import org.rejoin.crdt.MinRegister;
import org.rejoin.crdt.NestableType;
import org.rejoin.crdt.ORMap;
import org.rejoin.crdt.ORMultiMap;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.RWSet;
import org.rejoin.crdt.ResettableCounter;
import org.rejoin.crdt.codec.Codec;

/**
 * Definitions of keyspaces, one factory a data type. Codecs of elements and of map keys have to be
 * canonical; those of register and map values need not be.
 */
public final class Keyspaces {
  private Keyspaces() {}

  /** Counters that only go up. */
  public static KeyspaceSpec<GCounter, GCounter.Editor> gCounter(String name) {
    return new KeyspaceSpec<>(name, GCounter.TYPE);
  }

  /** Counters that go up and down. */
  public static KeyspaceSpec<PNCounter, PNCounter.Editor> pnCounter(String name) {
    return new KeyspaceSpec<>(name, PNCounter.TYPE);
  }

  /** Sets in which an add wins over a concurrent remove. */
  public static <T> KeyspaceSpec<ORSet<T>, ORSet.Editor<T>> orSet(String name, Codec<T> element) {
    return new KeyspaceSpec<>(name, ORSet.type(element));
  }

  /** Sets in which a remove wins over a concurrent add. */
  public static <T> KeyspaceSpec<RWSet<T>, RWSet.Editor<T>> rwSet(String name, Codec<T> element) {
    return new KeyspaceSpec<>(name, RWSet.type(element));
  }

  /** Flags that are on when enabling and disabling are concurrent. */
  public static KeyspaceSpec<EWFlag, EWFlag.Editor> ewFlag(String name) {
    return new KeyspaceSpec<>(name, EWFlag.TYPE);
  }

  /** Flags that are off when enabling and disabling are concurrent. */
  public static KeyspaceSpec<DWFlag, DWFlag.Editor> dwFlag(String name) {
    return new KeyspaceSpec<>(name, DWFlag.TYPE);
  }

  /** Registers that show all concurrent values. */
  public static <T> KeyspaceSpec<MVRegister<T>, MVRegister.Editor<T>> mvRegister(
      String name, Codec<T> value) {
    return new KeyspaceSpec<>(name, MVRegister.type(value));
  }

  /** Counters that can be set back to zero without losing concurrent increments. */
  public static KeyspaceSpec<ResettableCounter, ResettableCounter.Editor> resettableCounter(
      String name) {
    return new KeyspaceSpec<>(name, ResettableCounter.TYPE);
  }

  /** Maps of counters; removing a key resets what the remover saw. */
  public static <K> KeyspaceSpec<CounterMap<K>, CounterMap.Editor<K>> counterMap(
      String name, Codec<K> key) {
    return new KeyspaceSpec<>(name, CounterMap.type(key));
  }

  /** Maps of sets in which an add wins over a concurrent remove. */
  public static <K, V> KeyspaceSpec<ORMultiMap<K, V>, ORMultiMap.Editor<K, V>> orMultiMap(
      String name, Codec<K> key, Codec<V> value) {
    return new KeyspaceSpec<>(name, ORMultiMap.type(key, value));
  }

  /** Registers whose last write wins. */
  public static <T> KeyspaceSpec<LWWRegister<T>, LWWRegister.Editor<T>> lwwRegister(
      String name, Codec<T> value) {
    return new KeyspaceSpec<>(name, LWWRegister.type(value));
  }

  /** Maps in which, key by key, the last put wins. */
  public static <K, V> KeyspaceSpec<LWWMap<K, V>, LWWMap.Editor<K, V>> lwwMap(
      String name, Codec<K> key, Codec<V> value) {
    return new KeyspaceSpec<>(name, LWWMap.type(key, value));
  }

  /** Maps of replicated values, such as sets or further maps. */
  public static <K, V extends Editable<V, E>, E>
      KeyspaceSpec<ORMap<K, V, E>, ORMap.Editor<K, E>> orMap(
          String name, Codec<K> key, NestableType<V, E> value) {
    return new KeyspaceSpec<>(name, ORMap.type(key, value));
  }

  /**
   * Registers that keep concurrent values side by side; readers settle them with a {@link
   * org.rejoin.conflict.Resolver} of their choice.
   */
  public static <T> KeyspaceSpec<SiblingRegister<T>, SiblingRegister.Editor<T>> siblings(
      String name, Codec<T> value) {
    return new KeyspaceSpec<>(name, SiblingRegister.type(value));
  }

  /** The same, with a resolver that the store asks and journals; see {@link SiblingKeyspace}. */
  public static <T> SiblingSpec<T> siblings(
      String name, Codec<T> value, ConflictSettings<T> conflicts) {
    return new SiblingSpec<>(name, value, conflicts);
  }

  /**
   * Registers whose concurrent values {@code resolver} merges as they are joined.
   *
   * @param value has to be canonical
   * @param resolver a semilattice, the same on all nodes (its version is in the type), and quick:
   *     one that blocks stops all keys of the group, see {@link
   *     org.rejoin.conflict.ConflictMode#LATTICE}; where it throws, all values stay
   */
  public static <T> KeyspaceSpec<LatticeRegister<T>, LatticeRegister.Editor<T>> lattice(
      String name, Codec<T> value, Resolver<T> resolver) {
    return new KeyspaceSpec<>(name, LatticeRegister.type(value, resolver));
  }

  /** Sets that only grow. */
  public static <T> KeyspaceSpec<GSet<T>, GSet.Editor<T>> gSet(String name, Codec<T> element) {
    return new KeyspaceSpec<>(name, GSet.type(element));
  }

  /** Registers that keep the highest value offered. */
  public static <T extends Comparable<? super T>>
      KeyspaceSpec<MaxRegister<T>, MaxRegister.Editor<T>> maxRegister(String name, Codec<T> value) {
    return new KeyspaceSpec<>(name, MaxRegister.type(value));
  }

  /** Registers that keep the lowest value offered. */
  public static <T extends Comparable<? super T>>
      KeyspaceSpec<MinRegister<T>, MinRegister.Editor<T>> minRegister(String name, Codec<T> value) {
    return new KeyspaceSpec<>(name, MinRegister.type(value));
  }

  /**
   * Counters that never pass a bound, whatever concurrent edits do. Rights belong to replica ids,
   * and a node has a new one at each start: rights that it held before are out of reach, not lost.
   *
   * @param type {@link BoundedCounter#atLeast} or {@link BoundedCounter#atMost}
   */
  public static KeyspaceSpec<BoundedCounter, BoundedCounter.Editor> boundedCounter(
      String name, CrdtType<BoundedCounter> type) {
    return new KeyspaceSpec<>(name, type);
  }

  /** Any data type: compositions such as {@link org.rejoin.crdt.Pair}, or one of your own. */
  public static <S extends Editable<S, E>, E> KeyspaceSpec<S, E> of(String name, CrdtType<S> type) {
    return new KeyspaceSpec<>(name, type);
  }
}
