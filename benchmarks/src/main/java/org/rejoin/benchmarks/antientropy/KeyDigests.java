package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;

/**
 * The shape of gossip in Pekko's distributed data: names and digests of all keys, in chunks of 500,
 * ten chunks a tick; the receiver answers a chunk with its values of the keys that differ and asks
 * for those that it lacks; what it sent comes back merged if that changed it. A tick counts as a
 * round trip; there it lasts 2 s.
 *
 * <p>Better than that system: digests half an item wide, nothing between fields (there: some 46
 * bytes a key).
 */
final class KeyDigests implements Shape {
  private static final int CHUNK_KEYS = 500;
  private static final int CHUNKS_A_TICK = 10;

  private final Items items;

  KeyDigests(Items items) {
    this.items = items;
  }

  /** What goes with one chunk. */
  private static final class Chunk {
    long told;
    long wanted;
    long answered;
    long answeredBytes;
    long back;
    long backBytes;
  }

  @Override
  public BitSet reconcile(Wire wire) {
    int size = items.keys().size();
    Chunk[] chunks = new Chunk[Math.max(1, size / CHUNK_KEYS)];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = new Chunk();
    }
    BitSet named = new BitSet();
    for (int number = 0; number < size; number++) {
      int chunk = (int) Long.remainderUnsigned(items.keys().hash(number), chunks.length);
      add(chunks[chunk], number, named);
    }
    for (int i = 0; i < chunks.length; i++) {
      send(chunks[i], i % CHUNKS_A_TICK == 0, wire);
    }
    return named;
  }

  private void add(Chunk chunk, int number, BitSet named) {
    boolean isMine = items.mine().holds(number);
    chunk.told += isMine ? 1 : 0;
    if (items.mine().agrees(items.theirs(), number)) {
      return;
    }
    named.set(number);
    if (items.theirs().holds(number)) {
      chunk.answered++;
      chunk.answeredBytes += items.theirValueBytes();
    } else {
      chunk.wanted++;
    }
    if (isMine) {
      chunk.back++;
      int merged = items.kind() == Kind.SIBLING ? items.theirValueBytes() : 0;
      chunk.backBytes += items.myValueBytes(number) + merged;
    }
  }

  private void send(Chunk chunk, boolean isNextTick, Wire wire) {
    long digests = chunk.told * (items.nameBytes() + items.hashBytes());
    if (isNextTick) {
      wire.ask(digests);
    } else {
      wire.tell(digests);
    }
    wire.mend(chunk.wanted * (items.nameBytes() + items.hashBytes()), 0);
    wire.mend(chunk.answered * items.entryBytes(), chunk.answeredBytes);
    wire.mend(chunk.back * items.entryBytes(), chunk.backBytes);
  }
}
