package org.rejoin.antientropy.sketch;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.HashSuite;

/** Answers questions for symbols out of a snapshot. Stateless. */
public final class SketchResponder {
  private SketchResponder() {}

  /**
   * The answer, in parts of at most {@code maxBytes} each. At most what is asked for and what the
   * snapshot has; what is sized here is left out altogether if it would not fit the snapshot.
   *
   * @param maxBytes at least {@link SymbolAnswer#OVERHEAD_BYTES} and one symbol
   */
  public static List<SymbolAnswer> answer(
      HashSuite suite, Snapshot snapshot, SymbolQuestion question, int maxBytes) {
    int most = (maxBytes - SymbolAnswer.OVERHEAD_BYTES) / Symbols.ENCODED_BYTES;
    if (most < 1) {
      throw new IllegalArgumentException("no symbol fits " + maxBytes + " bytes");
    }
    Part part = new Part(suite, snapshot, question.nonce(), end(suite, snapshot, question));
    if (part.to <= question.from()) {
      return List.of(part.of(question.from(), question.from()));
    }
    List<SymbolAnswer> parts = new ArrayList<>();
    for (int from = question.from(); from < part.to; from += Math.min(most, part.to - from)) {
      parts.add(part.of(from, from + Math.min(most, part.to - from)));
    }
    return parts;
  }

  /** The first part of an answer, whatever its size. */
  public static SymbolAnswer first(HashSuite suite, Snapshot snapshot, SymbolQuestion question) {
    return answer(suite, snapshot, question, Integer.MAX_VALUE).get(0);
  }

  /** There is no snapshot to answer from. */
  public static SymbolAnswer nothing(SymbolQuestion question) {
    Symbols none = Symbols.none(question.from());
    return new SymbolAnswer(question.nonce(), 0, 0, question.from(), none);
  }

  private record Part(HashSuite suite, Snapshot snapshot, long nonce, int to) {
    SymbolAnswer of(int from, int upTo) {
      Symbols symbols = upTo > from ? snapshot.symbols().run(from, upTo) : Symbols.none(from);
      return new SymbolAnswer(
          nonce,
          snapshot.fingerprint(suite, nonce),
          snapshot.sum().count(),
          Math.max(to, upTo),
          symbols);
    }
  }

  private static int end(HashSuite suite, Snapshot snapshot, SymbolQuestion question) {
    int most = Math.min(question.to(), snapshot.symbols().to());
    if (question.sizing().isEmpty()) {
      return most;
    }
    SymbolQuestion.Sizes sizes = question.sizing().get();
    long countDifference = snapshot.sum().count() - sizes.count();
    double differing =
        snapshot
            .map(sizes.map().scale(), suite, question.nonce())
            .map(map -> combined(map, sizes, countDifference))
            .orElse((double) sizes.fromCounts());
    int needed = Sizing.firstRequest(differing);
    if (needed > snapshot.symbols().to()) {
      return 0;
    }
    return Math.min(most, Math.max(needed, question.from() + Sizing.nextWindow(0)));
  }

  private static double combined(ShardMap map, SymbolQuestion.Sizes sizes, long countDifference) {
    int differing = map.differing(sizes.map());
    return Sizing.combined(map.scale(), differing, (double) sizes.fromCounts(), countDifference);
  }
}
