package org.rejoin.crdt;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotStore;

/**
 * The entries of a map of dots that show. Others are there only to be remembered: elements whose
 * removal has to win, counters at zero.
 *
 * @param shows whether what is under a key shows; null if all do
 */
record Shown<K, C extends DotStore>(DotMap<K, C> map, @Nullable Predicate<C> shows) {
  /** A map of which all entries show. */
  static <K, C extends DotStore> Shown<K, C> all(DotMap<K, C> map) {
    return new Shown<>(map, null);
  }

  boolean contains(K key) {
    C content = map.get(key);
    return !content.isEmpty() && (shows == null || shows.test(content));
  }

  /** How many show; counted, unless all do. */
  int size() {
    return shows == null ? map.size() : (int) stream().count();
  }

  boolean isEmpty() {
    return stream().findFirst().isEmpty();
  }

  /** What {@code view} makes of those that show, in the order of the keys' bytes. */
  <R> Iterator<R> iterator(Function<Map.Entry<K, C>, R> view) {
    return stream().map(view).iterator();
  }

  private Stream<Map.Entry<K, C>> stream() {
    Iterable<Map.Entry<K, C>> entries = map::entries;
    Stream<Map.Entry<K, C>> all = StreamSupport.stream(entries.spliterator(), false);
    Predicate<C> test = shows;
    return test == null ? all : all.filter(entry -> test.test(entry.getValue()));
  }
}
