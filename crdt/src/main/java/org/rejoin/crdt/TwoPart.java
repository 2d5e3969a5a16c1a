package org.rejoin.crdt;

import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** A state of two parts, however they are ordered. */
abstract class TwoPart<S extends TwoPart<S, A, B>, A extends Crdt<A>, B extends Crdt<B>>
    implements Crdt<S> {
  private final TwoPartType<S, A, B> type;
  private final A first;
  private final B second;

  TwoPart(TwoPartType<S, A, B> type, A first, B second) {
    this.type = type;
    this.first = first;
    this.second = second;
  }

  /** The first part. */
  public final A first() {
    return first;
  }

  /** The second part. */
  public final B second() {
    return second;
  }

  @Override
  public final CrdtType<S> type() {
    return type;
  }

  /** A state of these parts; this one if they are its own. */
  @SuppressWarnings({"unchecked", "ReferenceEquality"})
  final S of(A one, B two) {
    return one == first && two == second ? (S) this : type.state(one, two);
  }

  final S bottom() {
    return type.bottom();
  }

  final A firstBottom() {
    return type.first().bottom();
  }

  final B secondBottom() {
    return type.second().bottom();
  }

  final void requireSameType(S other) {
    if (!type.equals(other.type())) {
      throw new IncompatibleTypeException(type.tag(), other.type().tag());
    }
  }

  @Override
  public final boolean isBottom() {
    return first.isBottom() && second.isBottom();
  }

  @Override
  public final Summary summary() {
    return type.summary(first.summary(), second.summary());
  }

  @Override
  public final void write(CanonicalOut out) {
    out.writeByte(ComposedType.VERSION);
    first.write(out);
    second.write(out);
  }

  /** Of the parts' digests, so that it costs no more than those. */
  @Override
  public final Digest128 digest(HashSuite suite) {
    CanonicalOut out = new CanonicalOut();
    out.writeDigest(first.digest(suite)).writeDigest(second.digest(suite));
    return suite.hash128(HashDomain.PARTS, out.toByteArray());
  }

  /** Over the state, not the value. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof TwoPart<?, ?, ?> two
        && type.equals(two.type)
        && first.equals(two.first)
        && second.equals(two.second);
  }

  @Override
  public final int hashCode() {
    return (31 * type.hashCode() + first.hashCode()) * 31 + second.hashCode();
  }

  /** Such as {@code Pair(GCounter{}, ORSet[a])}. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(" + first + ", " + second + ")";
  }
}
