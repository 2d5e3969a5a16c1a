package org.rejoin.crdt.laws.planted;

import java.util.Arrays;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * What naive types have in common: a summary is the whole state, and a digest that of the bytes.
 */
abstract class Planted<S extends Planted<S, E>, E> implements Editable<S, E> {
  /** The summary of a state is that state. */
  record Whole<S extends Planted<S, ?>>(S state) implements Summary {
    @Override
    public boolean covers(Summary other) {
      return state.join(state.cast(other), JoinReport.none()).novelty().isBottom();
    }

    @Override
    public void write(CanonicalOut out) {
      state.write(out);
    }
  }

  /** A type without parameters. */
  abstract static class Type<S extends Planted<S, ?>> implements CrdtType<S> {
    @Override
    public Summary readSummary(CanonicalIn in) {
      return new Whole<>(read(in));
    }
  }

  abstract S self();

  @SuppressWarnings("unchecked")
  final S cast(Summary summary) {
    return ((Whole<S>) summary).state();
  }

  @Override
  public boolean isBottom() {
    return Arrays.equals(toBytes(), type().bottom().toBytes());
  }

  @Override
  public final Summary summary() {
    return new Whole<>(self());
  }

  @Override
  public S deltaSince(Summary peer) {
    Joined<S> joined = cast(peer).join(self(), JoinReport.none());
    return joined.novelty();
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    return suite.hash128(HashDomain.LEAF, toBytes());
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Planted<?, ?> planted && Arrays.equals(toBytes(), planted.toBytes());
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(toBytes());
  }
}
