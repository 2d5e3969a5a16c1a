package org.rejoin.benchmarks.collections;

import java.util.HashMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.organicdesign.fp.collections.PersistentHashMap;
import org.organicdesign.fp.collections.PersistentTreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * The maps under measurement. io.usethesource:capsule, the other CHAMP on the JVM, is not to be had
 * from Maven Central.
 */
@SuppressWarnings("ImmutableEnumChecker") // the factories hold no state
enum Candidate {
  REJOIN("Rejoin HashTrie", RejoinMap::new),
  PCOLLECTIONS_TREE(
      "pcollections TreePMap", () -> new PCollectionsMap(TreePMap.<String, String>empty(), true)),
  PCOLLECTIONS_HASH(
      "pcollections HashPMap",
      () -> new PCollectionsMap(HashTreePMap.<String, String>empty(), false)),
  PAGURO_HASH(
      "Paguro PersistentHashMap",
      () -> new PaguroMap(PersistentHashMap.<String, String>empty(), false)),
  PAGURO_TREE(
      "Paguro PersistentTreeMap",
      () -> new PaguroMap(PersistentTreeMap.<String, String>empty(), true)),
  VAVR_HASH(
      "vavr HashMap", () -> new VavrMap(io.vavr.collection.HashMap.<String, String>empty(), false)),
  VAVR_TREE(
      "vavr TreeMap", () -> new VavrMap(io.vavr.collection.TreeMap.<String, String>empty(), true)),
  JDK_HASH("JDK HashMap, copied", () -> new CopiedMap(new HashMap<>(), HashMap::new, false)),
  JDK_TREE("JDK TreeMap, copied", () -> new CopiedMap(new TreeMap<>(), TreeMap::new, true));

  private final String title;
  private final Supplier<MapCandidate<?>> factory;

  Candidate(String title, Supplier<MapCandidate<?>> factory) {
    this.title = title;
    this.factory = factory;
  }

  /** Library and class. */
  String title() {
    return title;
  }

  MapWorkload<?> workload(int size) {
    return workload(factory.get(), size);
  }

  private static <M> MapWorkload<M> workload(MapCandidate<M> candidate, int size) {
    return new MapWorkload<>(candidate, size);
  }
}
