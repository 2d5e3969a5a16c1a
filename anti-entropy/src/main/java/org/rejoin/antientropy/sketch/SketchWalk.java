package org.rejoin.antientropy.sketch;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Differences;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.sketch.PeelResult.Decoded;
import org.rejoin.antientropy.sketch.PeelResult.More;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Finds in what my snapshot of a scope and a peer's differ: asks for a few symbols, estimates by
 * them how many items differ, asks for as many as that takes, and for more while they do not tell.
 * One question is under way at a time. Gives up where symbols are not the way: too many differ, the
 * peer has none, or what is decoded is not what the sums say.
 *
 * <p>Not thread-safe; pure. Memory: that of a {@link Peeling}.
 */
public final class SketchWalk {
  /** The first estimate is a rough one: it gives up only far above what symbols are good for. */
  private static final long GIVE_UP_ABOVE = 3L * Tier.MOST_OF_A_SKETCH;

  private final HashSuite suite;
  private final long nonce;
  private final Snapshot mine;
  private final Peeling peeling;
  private long theirFingerprint;
  private long fromCounts;
  private @Nullable SymbolQuestion outstanding;
  private boolean isSized;
  private boolean isEqual;
  private boolean isGivenUp;

  /** A walk over all of {@code mine}; the nonce is fresh. */
  public SketchWalk(HashSuite suite, long nonce, Snapshot mine) {
    this.suite = suite;
    this.nonce = nonce;
    this.mine = mine;
    this.peeling = new Peeling(suite, new BySum(), mine.symbols().size());
  }

  /** What is decoded is accepted as a whole: single items are not looked up. */
  private final class BySum implements Acceptance {
    @Override
    public boolean canBeMine(Item item) {
      return mine.scope().contains(item.place());
    }

    @Override
    public boolean canBeTheirs(Item item) {
      return mine.scope().contains(item.place());
    }

    @Override
    public boolean accepts(Decoded decoded) {
      return decoded.applied(suite, mine.sum()).fingerprint(suite, nonce, mine.scope())
          == theirFingerprint;
    }
  }

  /** The next question; empty if one is under way or nothing is left to ask. */
  public Optional<SymbolQuestion> next() {
    if (outstanding != null || isFinished()) {
      return Optional.empty();
    }
    int from = peeling.received();
    int most = mine.symbols().size();
    int window = from == 0 ? Sizing.FIRST_SYMBOLS : Sizing.nextWindow(from);
    Optional<SymbolQuestion.Sizes> sizing = Optional.empty();
    if (from >= Sizing.FIRST_SYMBOLS && !isSized) {
      isSized = true;
      sizing =
          mine.map(ShardMap.Scale.of((double) fromCounts), suite, nonce)
              .map(map -> new SymbolQuestion.Sizes(mine.sum().count(), fromCounts, map));
      window =
          sizing.isPresent()
              ? most
              : Math.max(window, Sizing.firstRequest((double) fromCounts) - from);
    }
    SymbolQuestion question =
        new SymbolQuestion(nonce, from, Math.min(most, from + window), sizing);
    outstanding = question;
    return Optional.of(question);
  }

  /**
   * Nobody sizes a question without a map: where all symbols would hardly do, none are asked for.
   */
  private long mostWithoutMap() {
    int most = mine.symbols().size();
    return (long) (most / Sizing.expectedSymbols(most) * most);
  }

  /** The question that waits for its answer, to be sent again after a loss. */
  public Optional<SymbolQuestion> outstanding() {
    return Optional.ofNullable(outstanding);
  }

  /**
   * Takes a part of an answer, also one that was not asked for if it is the first. Parts that do
   * not go on where the last one ended are ignored; those of another snapshot end the walk.
   */
  public void answer(SymbolAnswer answer) {
    int from = peeling.received();
    if (isFinished() || answer.nonce() != nonce) {
      return;
    }
    boolean isOfAnother = from > 0 && answer.fingerprint() != theirFingerprint;
    if (isOfAnother || answer.isNothing()) {
      outstanding = null;
      isGivenUp = true;
      return;
    }
    if (answer.symbols().from() != from) {
      return;
    }
    theirFingerprint = answer.fingerprint();
    int to = Math.min(answer.symbols().to(), mine.symbols().size());
    Symbols theirs = answer.symbols().run(from, to);
    Symbols my = mine.symbols().run(from, to);
    isEqual = theirFingerprint == mine.fingerprint(suite, nonce);
    if (from == 0 && to >= Sizing.FIRST_SYMBOLS) {
      long countDifference = mine.sum().count() - answer.count();
      double most = (double) mine.sum().count() + answer.count();
      double estimate = Sizing.fromCounts(my.minus(theirs), countDifference);
      fromCounts = (long) Math.ceil(Math.min(most, estimate));
      isGivenUp = fromCounts > (mine.hasMap() ? GIVE_UP_ABOVE : mostWithoutMap());
    }
    peeling.feed(my, theirs);
    if (peeling.received() >= Math.min(answer.to(), mine.symbols().size())) {
      outstanding = null;
    }
  }

  /** Whether there is nothing more to ask: it was found, or it will not be in this way. */
  public boolean isFinished() {
    return isGivenUp || isEqual || !(peeling.result() instanceof More);
  }

  /** What differs; empty unless it was found. */
  public Optional<Differences> found() {
    if (isEqual) {
      return Optional.of(Differences.NONE);
    }
    return peeling.result() instanceof Decoded decoded
        ? Optional.of(differences(decoded))
        : Optional.empty();
  }

  private static Differences differences(Decoded decoded) {
    SortedSet<Long> mine = hashes(decoded.onlyMine());
    SortedSet<Long> theirs = hashes(decoded.onlyTheirs());
    SortedSet<Long> both = new TreeSet<>(Long::compareUnsigned);
    both.addAll(mine);
    both.retainAll(theirs);
    mine.removeAll(both);
    theirs.removeAll(both);
    return new Differences(List.copyOf(mine), List.copyOf(theirs), List.copyOf(both));
  }

  private static SortedSet<Long> hashes(List<Item> items) {
    TreeSet<Long> hashes = new TreeSet<>(Long::compareUnsigned);
    items.forEach(item -> hashes.add(item.place()));
    return hashes;
  }
}
