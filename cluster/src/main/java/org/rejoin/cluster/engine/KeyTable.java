package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.ItemSource;
import org.rejoin.antientropy.sketch.ResidentSketch;
import org.rejoin.antientropy.sketch.ShardMap;
import org.rejoin.antientropy.sketch.Sketch;
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
  private ResidentSketch sketch;

  /** The sketch coded anew, while it is checked. */
  private @Nullable ResidentSketch shadow;

  private final TreeMap<KeyRef, Held> held = new TreeMap<>();
  private final TreeSet<KeyRef> reused = new TreeSet<>();
  private long tombstones;

  /** Changes that met a tree without the item that they take out of it. */
  private int surprises;

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
    }
    Item now = new Item(key.hash(), after.version);
    if (before == null) {
      tree.add(now);
    } else {
      Item old = new Item(key.hash(), before.version);
      if (!tree.updateIfThere(old, now)) {
        surprises++;
        relist(key.hash());
        return;
      }
      sketch.removed(old);
      if (shadow != null) {
        shadow.removed(old);
      }
    }
    sketch.added(now);
    if (shadow != null) {
      shadow.added(now);
    }
  }

  /**
   * How what is held of a key fits its version and the tree; {@code reread}: from its own bytes.
   */
  Health examine(KeyRef key, KeyState<?> reread) {
    Held row = held.get(key);
    if (row == null) {
      return Health.GOOD;
    }
    long version = version(key, reread);
    if (version == row.version) {
      return isListed(key, version) ? Health.GOOD : Health.BAD_INDEX;
    }
    // Two of three agree: the bytes, the version, the tree.
    boolean isTreeRight = isListed(key, version) && !isListed(key, row.version);
    return isTreeRight ? Health.BAD_INDEX : Health.BAD_STATE;
  }

  private boolean isListed(KeyRef key, long version) {
    return tree.items(Item.at(key.hash())).contains(new Item(key.hash(), version));
  }

  /** Makes version and tree follow from the state of a key, after {@link Health#BAD_INDEX}. */
  void relist(KeyRef key, KeyState<?> reread) {
    held.computeIfPresent(key, (k, row) -> new Held(row.state, row.tag, version(key, reread)));
    relist(key.hash());
  }

  /** Whether the tree lists at this place what is held, no more and no less. */
  boolean isListed(long place) {
    Range point = Item.at(place);
    return tree.items(point).equals(items(point));
  }

  /** Makes the tree list at this place what is held. */
  void relist(long place) {
    rebuild(Item.at(place));
  }

  /** Whether the tree lists in this range what is held there, under the right sums. */
  boolean isSound(Range range) {
    return tree.items(range).equals(items(range)) && tree.isConsistent(range);
  }

  /** Builds this range of the tree anew from what is held; the sketch follows in its own time. */
  void rebuild(Range range) {
    tree.replace(range, items(range));
    sketch = new ResidentSketch(suite, ItemSource.of(tree));
    shadow = null;
  }

  /** Begins to code the sketch anew, if one is kept, to see whether it is right. */
  void beginSketchCheck() {
    shadow = sketch.isResident() ? new ResidentSketch(suite, ItemSource.of(tree)) : null;
  }

  boolean isCheckingSketch() {
    return shadow != null;
  }

  /**
   * Goes on with it, about so many items; true if it has come to its end, the sketch was wrong, and
   * the new one has taken its place.
   */
  boolean checkSketch(int maxItems) {
    ResidentSketch fresh = shadow;
    if (fresh == null) {
      return false;
    }
    fresh.step(maxItems);
    if (!fresh.isResident() || !sketch.isResident() || sketch.isStale()) {
      shadow = null;
      return false;
    }
    if (fresh.isStale()) {
      return false;
    }
    shadow = null;
    int size = Sketch.RESIDENT_SIZE;
    if (fresh.snapshot(size).equals(sketch.snapshot(size))) {
      return false;
    }
    sketch = fresh;
    return true;
  }

  private List<Item> items(Range range) {
    List<Item> items = new ArrayList<>();
    rows(range.prefix(), range.last())
        .forEach((key, row) -> items.add(new Item(key.hash(), row.version)));
    items.sort(null);
    return items;
  }

  /** How often the tree lacked what a change took out of it, since this was asked last. */
  int takeSurprises() {
    int taken = surprises;
    surprises = 0;
    return taken;
  }

  /** For tests: another state, or another version, and neither version nor tree follows. */
  void rot(KeyRef key, KeyState<?> state, long version) {
    held.put(key, new Held(state, state.value().type().tag(), version));
  }

  /** Somebody else writes this key under this incarnation's id: no edit here any more. */
  void refuseEdits(KeyRef key) {
    reused.add(key);
  }

  boolean refusesEdits(KeyRef key) {
    return reused.contains(key);
  }

  /** The keys at this place of an {@link Item}: one, but for a collision of 40 bits. */
  List<KeyRef> atPlace(long place) {
    Range point = Item.at(place);
    return List.copyOf(rows(point.prefix(), point.last()).keySet());
  }

  private NavigableMap<KeyRef, Held> rows(long first, long last) {
    return held.subMap(new KeyRef(first, "", ""), true, new KeyRef(last, "\uffff", ""), true);
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

  /** At most {@code limit} keys beyond {@code after}, or from the first on, in order. */
  List<KeyRef> keys(@Nullable KeyRef after, int limit) {
    var rest = after == null ? held : held.tailMap(after, false);
    return rest.keySet().stream().limit(limit).toList();
  }

  /** The version hash that this state of a key has. */
  long version(KeyRef key, KeyState<?> state) {
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
