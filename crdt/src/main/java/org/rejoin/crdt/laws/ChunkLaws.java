package org.rejoin.crdt.laws;

import java.util.List;
import org.rejoin.crdt.Chunks;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;

/** {@link Law#CHUNKS}. */
record ChunkLaws<S extends Crdt<S>>(
    CrdtType<S> type, List<S> pool, SeededRandom random, Trial<S> trial) {
  private static final int SAMPLES = 15;

  void check() {
    for (int i = 0; i < SAMPLES; i++) {
      S x = random.pick(pool);
      int maxBytes = Chunks.MIN_BYTES + random.below(64);
      trial.holds("halves do not throw", List.of(x), () -> checkHalves(x));
      trial.holds("cutting does not throw", List.of(x), () -> checkChunks(x, maxBytes));
    }
  }

  private boolean checkHalves(S x) {
    List<S> value = List.of(x);
    List<S> halves = x.halves();
    int expected = (int) Math.min(2, x.decompose().limit(2).count());
    trial.same("the halves join back", value, () -> joined(halves), () -> x);
    trial.holds(
        "there are two halves, fewer of what is irreducible",
        value,
        () -> halves.size() == expected);
    trial.holds(
        "halves of what can be cut are smaller",
        value,
        () ->
            halves.size() < 2
                || halves.stream().noneMatch(half -> half.isBottom() || Trial.sameBytes(half, x)));
    return true;
  }

  private boolean checkChunks(S x, int maxBytes) {
    List<S> value = List.of(x);
    List<S> chunks = Chunks.split(x, maxBytes);
    trial.same(
        "chunks join back in any order", value, () -> joined(random.shuffled(chunks)), () -> x);
    trial.holds(
        "a chunk is within its size, or irreducible",
        value,
        () ->
            chunks.stream()
                .allMatch(
                    chunk ->
                        chunk.toBytes().length <= maxBytes
                            || chunk.decompose().limit(2).count() == 1));
    return true;
  }

  private S joined(List<S> parts) {
    S state = type.bottom();
    for (S part : parts) {
      state = state.join(part);
    }
    return state;
  }
}
