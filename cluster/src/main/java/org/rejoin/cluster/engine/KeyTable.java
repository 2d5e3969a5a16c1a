package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.ItemSource;
import org.rejoin.antientropy.sketch.ResidentSketch;
import org.rejoin.antientropy.sketch.ShardMap;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The states of one group, in order of their key hashes, and the tree and the sketch of their
 * versions, which follow each change at once. Only this class writes either. Cost: O(log n) a
 * change and look-up, plus the digest of what changed.
 */
final class KeyTable {
  private final HashSuite suite;
  private final MerkleTree tree;
  private final ResidentSketch sketch;
  private final TreeMap<KeyRef, Held> held = new TreeMap<>();
  private final TreeSet<KeyRef> reused = new TreeSet<>();
  private long tombstones;

  /** A key's state, its type tag and its version hash. */
  record Held(KeyState<?> state, String tag, long version) {
    /** A deleted key that nobody has written since: only its epoch is left. */
    boolean isTombstone() {
      return state.value().isBottom();
    }
  }

  KeyTable(HashSuite suite, Range range) {
    this.suite = suite;
    this.tree = new MerkleTree(suite, range);
    this.sketch = new ResidentSketch(suite, ItemSource.of(tree));
  }

  Optional<Held> get(KeyRef key) {
    return Optional.ofNullable(held.get(key));
  }

  /** Replaces the state of a key. */
  void put(KeyRef key, KeyState<?> state) {
    Held before = held.get(key);
    Held after = new Held(state, state.value().type().tag(), version(key, state));
    held.put(key, after);
    tombstones += after.isTombstone() ? 1 : 0;
    if (before != null) {
      tombstones -= before.isTombstone() ? 1 : 0;
      if (before.version == after.version) {
        return;
      }
      Item old = new Item(key.hash(), before.version);
      tree.remove(old);
      sketch.removed(old);
    }
    Item item = new Item(key.hash(), after.version);
    tree.add(item);
    sketch.added(item);
  }

  /** Somebody else writes this key under this incarnation's id: no edit here any more. */
  void refuseEdits(KeyRef key) {
    reused.add(key);
  }

  boolean refusesEdits(KeyRef key) {
    return reused.contains(key);
  }

  /** The keys with this hash: one, but for a collision of 64 bits. */
  List<KeyRef> withHash(long hash) {
    return List.copyOf(
        held.subMap(new KeyRef(hash, "", ""), true, new KeyRef(hash, "\uffff", ""), true).keySet());
  }

  /** At most {@code limit} keys, deleted ones too, in order, beyond {@code after}. */
  List<KeyInfo> page(Optional<KeyRef> after, int limit) {
    List<KeyInfo> page = new ArrayList<>();
    var rest = after.map(key -> held.tailMap(key, false)).orElse(held);
    for (var entry : rest.entrySet()) {
      if (page.size() == limit) {
        break;
      }
      KeyRef key = entry.getKey();
      Held row = entry.getValue();
      page.add(new KeyInfo(key.keyspace(), key.id(), row.version, row.isTombstone()));
    }
    return page;
  }

  /** Keys of one keyspace, deleted ones too, in order. */
  List<KeyRef> keysOf(String keyspace) {
    return held.keySet().stream().filter(key -> key.keyspace().equals(keyspace)).toList();
  }

  /** How many deleted keys are remembered. */
  long tombstones() {
    return tombstones;
  }

  MerkleTree tree() {
    return tree;
  }

  ResidentSketch sketch() {
    return sketch;
  }

  /** What is held now, with so many symbols; empty while the sketch is coded anew. */
  Optional<Snapshot> snapshot(int symbols) {
    return sketch
        .snapshot(symbols)
        .map(run -> new Snapshot(tree.root(), tree.total(), run, List.of()));
  }

  /** The same with the sums of this group's shards as they are now. */
  Snapshot withShards(Snapshot snapshot) {
    return new Snapshot(snapshot.scope(), snapshot.sum(), snapshot.symbols(), shards());
  }

  /** Sums of this group's shards, if there are items enough for each to have some. */
  private List<RangeSum> shards() {
    int count = ShardMap.SHARDS >> tree.root().bits();
    if (tree.count() < count) {
      return List.of();
    }
    int first = (int) (tree.root().prefix() >>> (Long.SIZE - ShardMap.SHARD_BITS));
    return IntStream.range(first, first + count)
        .mapToObj(shard -> tree.sum(ShardMap.shard(shard)))
        .toList();
  }

  private long version(KeyRef key, KeyState<?> state) {
    byte[] input =
        new CanonicalOut()
            .writeString(key.keyspace())
            .writeString(key.id())
            .writeString(state.value().type().tag())
            .writeVarLong(state.epoch())
            .writeDigest(state.value().digest(suite))
            .toByteArray();
    return suite.hash64(HashDomain.VERSION, input);
  }
}
