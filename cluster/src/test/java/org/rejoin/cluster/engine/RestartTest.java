package org.rejoin.cluster.engine;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;

/** Trees are not kept: each start builds them from the records, whatever they are. */
class RestartTest {
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> CARTS =
      Keyspaces.orSet("carts", Codecs.utf8()).durable();

  /** The root of a node that has nothing but these records. */
  private static String scanned(Map<ItemId, byte[]> records) {
    EngineNet alone = new EngineNet(4);
    alone.disks.put("a", new TreeMap<>(records));
    return alone.start("a", CARTS).status().root();
  }

  private static void edit(EngineNet.Node node, SeededRandom random) {
    String id = "k" + random.below(40);
    if (random.below(5) == 0) {
      node.delete(CARTS, id, Write.local());
    } else {
      String element = "e" + random.below(10);
      node.update(CARTS, id, e -> e.add(element), Write.local());
    }
  }

  /** Edits a node until it dies after so many barriers; its trees were seen at the first half. */
  private static List<List<Item>> killedAfter(EngineNet net, int barriers, SeededRandom random) {
    List<List<Item>> seen = new ArrayList<>();
    List<Boolean> died = new ArrayList<>();
    int[] passed = new int[1];
    EngineNet.Node node = net.start("a", CARTS);
    net.diskFails =
        persist -> {
          passed[0]++;
          if (seen.isEmpty() && 2 * passed[0] > barriers) {
            trees(node).forEach(table -> seen.add(table.tree().items(table.tree().root())));
          }
          if (passed[0] > barriers && died.isEmpty()) {
            died.add(true);
            net.stop("a");
          }
          return Optional.empty();
        };
    for (int i = 0; i < 150; i++) {
      edit(node, random);
      net.run(1);
    }
    assertThat(died).hasSize(1);
    return seen;
  }

  private static List<KeyTable> trees(EngineNet.Node node) {
    return IntStream.rangeClosed(1, 4)
        .mapToObj(machine -> ((Group) node.replica.machine(machine)).table())
        .toList();
  }

  /** Whether a node that has just started has the trees of its records. */
  private static boolean hasTreesOfRecords(EngineNet net) {
    EngineNet.Node node = net.node("a");
    return node.status().root().equals(scanned(net.disks.get("a")))
        && trees(node).stream().allMatch(table -> table.isSound(table.tree().root()));
  }

  @Test
  @DisplayName("killed at each barrier: the root after the start is that of the records, scanned")
  void kill_eachBarrier_rootIsThatOfRecords() {
    SeededRandom random = new SeededRandom(11);
    TreeSet<String> roots = new TreeSet<>();
    for (int barrier = 1; barrier <= 60; barrier++) {
      EngineNet net = new EngineNet(4);
      killedAfter(net, barrier, random);
      net.start("a", CARTS);
      assertThat(hasTreesOfRecords(net)).as("barrier %s", barrier).isTrue();
      roots.add(net.node("a").status().root());
    }
    assertThat(roots).hasSizeGreaterThan(50);
  }

  @Test
  @DisplayName("a start that trusts trees kept before the stop is found at most barriers")
  void kill_planted_keptTreesTrusted_found() {
    SeededRandom random = new SeededRandom(11);
    int found = 0;
    for (int barrier = 1; barrier <= 20; barrier++) {
      EngineNet net = new EngineNet(4);
      List<List<Item>> kept = killedAfter(net, barrier, random);
      List<KeyTable> tables = trees(net.start("a", CARTS));
      for (int group = 0; group < tables.size(); group++) {
        MerkleTree tree = tables.get(group).tree();
        tree.replace(tree.root(), kept.get(group));
      }
      found += hasTreesOfRecords(net) ? 0 : 1;
    }
    assertThat(found).isGreaterThan(15);
  }

  @Test
  @DisplayName("bad records are reported and left out; all others are in the tree")
  void start_badRecords_restGoesOn() {
    EngineNet net = new EngineNet(4);
    EngineNet.Node node = net.start("a", CARTS);
    for (int i = 0; i < 200; i++) {
      node.update(CARTS, "k" + i, e -> e.add("tea"), Write.local());
    }
    net.run(100);
    net.stop("a");
    TreeMap<ItemId, byte[]> sound = new TreeMap<>(net.disks.get("a"));
    int number = 0;
    for (ItemId item : List.copyOf(sound.keySet())) {
      byte[] bytes = net.disks.get("a").get(item).clone();
      if (number % 20 == 0) {
        bytes[number % bytes.length] ^= 4;
      } else if (number % 20 == 7) {
        bytes = new byte[number % 3];
      }
      net.disks.get("a").put(item, bytes);
      if (number % 20 == 0 || number % 20 == 7) {
        sound.remove(item);
      }
      number++;
    }
    EngineNet.Node again = net.start("a", CARTS);
    assertThat(net.traced(TraceEvent.RecordRefused.class)).hasSize(20);
    assertThat(again.status().keys()).isEqualTo(180);
    assertThat(again.status().root()).isEqualTo(scanned(sound));
  }

  /** Frames of three nodes that start at once, in the half minute that follows. */
  private static EngineNet startedAtOnce(Consumer<EngineNet> mutant) {
    EngineNet net = new EngineNet(4);
    for (String name : List.of("a", "b", "c")) {
      net.start(name, CARTS);
    }
    net.run(2000);
    for (int i = 0; i < 1000; i++) {
      net.node("a").update(CARTS, "k" + i, e -> e.add("tea"), Write.local());
    }
    net.run(10_000);
    assertThat(net.roots()).hasSize(1);
    List.of("a", "b", "c").forEach(net::stop);
    net.sent.clear();
    List.of("a", "b", "c").forEach(name -> net.start(name, CARTS));
    mutant.accept(net);
    net.run(1000);
    long op = net.node("b").update(CARTS, "new", e -> e.add("tea"), Write.majority(ofSeconds(1)));
    net.run(20);
    assertThat(net.node("b").written(op)).isNotNull();
    net.run(30_000);
    return net;
  }

  private static List<String> storm(EngineNet net) {
    List<String> signs = new ArrayList<>();
    if (net.sent.stream().anyMatch(f -> f.send().traffic() == Traffic.REPAIR)) {
      signs.add("data is sent that all hold");
    }
    if (net.sent.size() >= 300) {
      signs.add(net.sent.size() + " frames");
    }
    return signs;
  }

  @Test
  @DisplayName("all start anew without trees: equal at once, no data is sent, deltas are on time")
  void start_all_noStorm() {
    EngineNet net = startedAtOnce(started -> assertThat(started.roots()).hasSize(1));
    assertThat(storm(net)).isEmpty();
    assertThat(net.node("a").status().peers()).allMatch(peer -> peer.verified());
  }

  @Test
  @DisplayName("a node that starts with its records and leaves its trees for later is found")
  void start_planted_treesLeftForLater_found() {
    EngineNet net =
        startedAtOnce(
            started ->
                trees(started.node("a")).stream()
                    .map(KeyTable::tree)
                    .forEach(tree -> tree.replace(tree.root(), List.of())));
    assertThat(storm(net)).isNotEmpty();
  }
}
