package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;

/**
 * The index of a {@link DotMap}, from dot to key. Small maps keep none: they are searched through.
 * Immutable.
 */
final class KeyIndex<K> {
  /** Maps with more keys keep an index. */
  private static final int KEPT_ABOVE = 32;

  private static final KeyIndex<?> NONE = new KeyIndex<>(null);

  private final @Nullable DotIndex<Key<K>> keys;

  private KeyIndex(@Nullable DotIndex<Key<K>> keys) {
    this.keys = keys;
  }

  @SuppressWarnings("unchecked") // nothing in it
  static <K> KeyIndex<K> none() {
    return (KeyIndex<K>) NONE;
  }

  boolean isKept() {
    return keys != null;
  }

  /** This index if it is right for {@code entries}; made or dropped if their number asks for it. */
  KeyIndex<K> fit(HashTrie<K, ? extends DotStore> entries) {
    if (entries.size() <= KEPT_ABOVE) {
      return none();
    }
    return keys == null ? new KeyIndex<>(index(entries)) : this;
  }

  private static <K> DotIndex<Key<K>> index(HashTrie<K, ? extends DotStore> entries) {
    List<Map.Entry<Dot, Key<K>>> all = new ArrayList<>(entries.size());
    entries.forEach((key, content) -> content.forEachDot(dot -> all.add(Map.entry(dot, key))));
    all.sort(Map.Entry.comparingByKey());
    return DotIndex.of(
        all.stream().map(Map.Entry::getKey).toList(),
        all.stream().map(Map.Entry::getValue).toList());
  }

  KeyIndex<K> with(Dot dot, Key<K> key) {
    return keys == null ? this : new KeyIndex<>(keys.with(dot, key));
  }

  KeyIndex<K> without(Dot dot) {
    return keys == null ? this : new KeyIndex<>(keys.without(dot));
  }

  private DotIndex<Key<K>> kept() {
    if (keys == null) {
      throw new IllegalStateException("a small map keeps no index");
    }
    return keys;
  }

  @Nullable Key<K> get(Dot dot) {
    return kept().get(dot);
  }

  void forEach(Consumer<? super Dot> action) {
    kept().forEach((id, counter, key) -> action.accept(new Dot(id, counter)));
  }

  void forEachIn(CausalContext range, Consumer<? super Dot> action) {
    kept().forEachIn(range, (id, counter, key) -> action.accept(new Dot(id, counter)));
  }

  /**
   * Walks two indexes together.
   *
   * @param keysAreLeaves whether leaves are the same when their keys are
   */
  void compare(KeyIndex<K> other, boolean keysAreLeaves, DotStore.Comparison comparison) {
    kept()
        .compare(
            other.kept(),
            new DotIndex.Comparison<Key<K>>() {
              @Override
              public void onlyHere(ReplicaId replica, long counter) {
                comparison.onlyHere(new Dot(replica, counter));
              }

              @Override
              public boolean alike(Object[] here, Object[] there) {
                return keysAreLeaves && Key.allEqual(here, there);
              }

              @Override
              public void both(ReplicaId replica, long counter, Key<K> here, Key<K> there) {
                if (!keysAreLeaves || !here.equals(there)) {
                  comparison.both(new Dot(replica, counter));
                }
              }
            });
  }
}
