package org.rejoin.crdt.kernel;

import org.rejoin.crdt.IncompatibleTypeException;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What a causal state has seen, and which of it is still alive. Bytes: those of two contexts.
 *
 * @param context all dots seen
 * @param live those alive, a part of the context
 */
public record CausalSummary(CausalContext context, CausalContext live) implements Summary {
  private static final int VERSION = 1;

  /** Refuses live dots outside of the context. */
  public CausalSummary {
    if (!context.containsAll(live)) {
      throw new IllegalArgumentException("live dots " + live + " outside of context " + context);
    }
  }

  @Override
  public boolean covers(Summary other) {
    if (!(other instanceof CausalSummary there)) {
      throw new IncompatibleTypeException("causal summary", other.getClass().getSimpleName());
    }
    return context.containsAll(there.context)
        && there.live.containsAll(live.intersection(there.context));
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeByte(VERSION);
    context.write(out);
    live.write(out);
  }

  /** Reads what {@link #write} wrote and refuses all else. */
  public static CausalSummary read(CanonicalIn in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw in.malformed("unknown version of a causal summary: " + version);
    }
    CausalContext context = CausalContext.read(in);
    CausalContext live = CausalContext.read(in);
    if (!context.containsAll(live)) {
      throw in.malformed("live dots outside of the context");
    }
    return new CausalSummary(context, live);
  }
}
