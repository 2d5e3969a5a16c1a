package org.rejoin.crdt;

import org.rejoin.crdt.codec.CanonicalIn;

/** A type of two parts; bytes of a state or summary: version, first, second. */
abstract class TwoPartType<S extends TwoPart<S, A, B>, A extends Crdt<A>, B extends Crdt<B>>
    extends ComposedType<S> {
  private final CrdtType<A> first;
  private final CrdtType<B> second;

  TwoPartType(String name, CrdtType<A> first, CrdtType<B> second) {
    super(name + "/1<" + first.tag() + "," + second.tag() + ">");
    this.first = first;
    this.second = second;
  }

  abstract S state(A one, B two);

  abstract Summary summary(Summary one, Summary two);

  final CrdtType<A> first() {
    return first;
  }

  final CrdtType<B> second() {
    return second;
  }

  @Override
  public final S bottom() {
    return state(first.bottom(), second.bottom());
  }

  @Override
  public final S read(CanonicalIn in) {
    LatticeType.readVersion(in, VERSION);
    A one = first.read(in);
    return state(one, second.read(in));
  }

  @Override
  public final Summary readSummary(CanonicalIn in) {
    LatticeType.readVersion(in, VERSION);
    Summary one = first.readSummary(in);
    return summary(one, second.readSummary(in));
  }
}
