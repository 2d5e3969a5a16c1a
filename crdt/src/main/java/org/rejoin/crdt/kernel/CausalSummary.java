package org.rejoin.crdt.kernel;

import org.rejoin.crdt.IncompatibleTypeException;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What a causal state has seen, which of it is still alive, and the tallies among it. Bytes: those
 * of two contexts, and of the tallies if there are any.
 *
 * @param context all dots seen
 * @param live those alive, a part of the context
 * @param tallies those of them that are tallies
 */
public record CausalSummary(CausalContext context, CausalContext live, DotTally tallies)
    implements Summary {
  private static final int VERSION = 1;
  private static final int VERSION_WITH_TALLIES = 2;

  /** Refuses live dots outside of the context. */
  public CausalSummary {
    if (!context.containsAll(live)) {
      throw new IllegalArgumentException("live dots " + live + " outside of context " + context);
    }
  }

  /** The summary of a state without tallies. */
  public CausalSummary(CausalContext context, CausalContext live) {
    this(context, live, DotTally.shape().empty());
  }

  @Override
  public boolean covers(Summary other) {
    if (!(other instanceof CausalSummary there)) {
      throw new IncompatibleTypeException("causal summary", other.getClass().getSimpleName());
    }
    return context.containsAll(there.context)
        && there.live.containsAll(live.intersection(there.context))
        && !there.tellsOfTallies(this);
  }

  private boolean tellsOfTallies(CausalSummary other) {
    boolean[] news = new boolean[1];
    tallies.forEach(
        (dot, tally) -> {
          Tally known = other.tallies.tally(dot);
          news[0] |= known != null && !known.covers(tally);
        });
    return news[0];
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeByte(tallies.isEmpty() ? VERSION : VERSION_WITH_TALLIES);
    context.write(out);
    live.write(out);
    if (!tallies.isEmpty()) {
      tallies.write(out, new DotTable(live));
    }
  }

  /** Reads what {@link #write} wrote and refuses all else. */
  public static CausalSummary read(CanonicalIn in) {
    int version = in.readByte();
    if (version != VERSION && version != VERSION_WITH_TALLIES) {
      throw in.malformed("unknown version of a causal summary: " + version);
    }
    CausalContext context = CausalContext.read(in);
    CausalContext live = CausalContext.read(in);
    if (!context.containsAll(live)) {
      throw in.malformed("live dots outside of the context");
    }
    if (version == VERSION) {
      return new CausalSummary(context, live);
    }
    DotTally tallies = DotTally.shape().read(new StoreIn(in, live));
    if (tallies.isEmpty()) {
      throw in.malformed("a summary with tallies that has none");
    }
    return new CausalSummary(context, live, tallies);
  }
}
