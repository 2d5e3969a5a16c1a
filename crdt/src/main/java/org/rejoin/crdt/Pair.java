package org.rejoin.crdt;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Two states side by side, changed by one edit and shipped as one delta: join is that of each part.
 *
 * <p>State: the parts. Costs, bytes and errors are those of the parts, with one hash more in the
 * digest. Immutable and thread-safe. Not resettable: do not nest it in a map.
 *
 * <p>Paper: Baquero, Almeida, Cunha, Ferreira, <i>Composition in State-based Replicated Data
 * Types</i>, Bulletin of the EATCS 123, 2017, section 4.2 (product).
 *
 * @param <A> the first part
 * @param <B> the second part
 * @param <EA> the first part's editor
 * @param <EB> the second part's editor
 */
public final class Pair<A extends Editable<A, EA>, B extends Editable<B, EB>, EA, EB>
    extends TwoPart<Pair<A, B, EA, EB>, A, B>
    implements Editable<Pair<A, B, EA, EB>, Pair.Editor<EA, EB>> {
  private Pair(Type<A, B, EA, EB> type, A first, B second) {
    super(type, first, second);
  }

  /** Pairs of such states. */
  public static <A extends Editable<A, EA>, B extends Editable<B, EB>, EA, EB>
      CrdtType<Pair<A, B, EA, EB>> type(CrdtType<A> first, CrdtType<B> second) {
    return new Type<>(first, second);
  }

  @Override
  public Edited<Pair<A, B, EA, EB>> edit(Origin origin, Consumer<Editor<EA, EB>> change) {
    PartEdit<A, EA> one = new PartEdit<>(first(), origin);
    PartEdit<B, EB> two = new PartEdit<>(second(), origin);
    try {
      change.accept(new Editor<>(one, two));
    } finally {
      one.end();
      two.end();
    }
    return new Edited<>(of(one.state(), two.state()), of(one.delta(), two.delta()));
  }

  @Override
  public Joined<Pair<A, B, EA, EB>> join(Pair<A, B, EA, EB> other, JoinReport report) {
    requireSameType(other);
    Joined<A> one = first().join(other.first(), report);
    Joined<B> two = second().join(other.second(), report);
    return new Joined<>(of(one.state(), two.state()), of(one.novelty(), two.novelty()));
  }

  @Override
  public Joined<Pair<A, B, EA, EB>> join(
      Pair<A, B, EA, EB> other, Sealed sealed, boolean whole, JoinReport report) {
    requireSameType(other);
    Joined<A> one = first().join(other.first(), sealed, whole, report);
    Joined<B> two = second().join(other.second(), sealed, whole, report);
    return new Joined<>(of(one.state(), two.state()), of(one.novelty(), two.novelty()));
  }

  /** Each part by itself. */
  @Override
  public Pair<A, B, EA, EB> settle(Settlement settlement) {
    Settlement seals = settlement.ofSeals();
    return of(first().settle(seals), second().settle(seals));
  }

  @Override
  public Stream<Pair<A, B, EA, EB>> decompose() {
    return Stream.concat(
        first().decompose().map(part -> of(part, secondBottom())),
        second().decompose().map(part -> of(firstBottom(), part)));
  }

  @Override
  public List<Pair<A, B, EA, EB>> halves() {
    if (second().isBottom()) {
      return first().halves().stream().map(half -> of(half, second())).toList();
    }
    if (first().isBottom()) {
      return second().halves().stream().map(half -> of(first(), half)).toList();
    }
    return List.of(of(first(), secondBottom()), of(firstBottom(), second()));
  }

  @Override
  public Pair<A, B, EA, EB> deltaSince(Summary peer) {
    PairSummary seen = PairSummary.of(peer, type().tag());
    return of(first().deltaSince(seen.first()), second().deltaSince(seen.second()));
  }

  @Override
  public Pair<A, B, EA, EB> deltaSince(Summary peer, Sealed sealed) {
    PairSummary seen = PairSummary.of(peer, type().tag());
    return of(first().deltaSince(seen.first(), sealed), second().deltaSince(seen.second(), sealed));
  }

  @Override
  public Parts<Pair<A, B, EA, EB>> parts() {
    return new PairParts<>(this);
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, Pair<A, B, EA, EB> before) {
    return first().showsReuseOf(self, before.first())
        || second().showsReuseOf(self, before.second());
  }

  /** Changes a pair within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor<EA, EB> {
    private final PartEdit<?, EA> first;
    private final PartEdit<?, EB> second;

    private Editor(PartEdit<?, EA> first, PartEdit<?, EB> second) {
      this.first = first;
      this.second = second;
    }

    /** Changes the first part. */
    public Editor<EA, EB> first(Consumer<EA> change) {
      first.change(change);
      return this;
    }

    /** Changes the second part. */
    public Editor<EA, EB> second(Consumer<EB> change) {
      second.change(change);
      return this;
    }
  }

  private static final class Type<A extends Editable<A, EA>, B extends Editable<B, EB>, EA, EB>
      extends TwoPartType<Pair<A, B, EA, EB>, A, B> {
    Type(CrdtType<A> first, CrdtType<B> second) {
      super("pair", first, second);
    }

    @Override
    Pair<A, B, EA, EB> state(A one, B two) {
      return new Pair<>(this, one, two);
    }

    @Override
    Summary summary(Summary one, Summary two) {
      return new PairSummary(one, two);
    }
  }

  record PairSummary(Summary first, Summary second) implements Summary {
    static PairSummary of(Summary summary, String tag) {
      if (summary instanceof PairSummary pair) {
        return pair;
      }
      throw new IncompatibleTypeException(tag, summary.toString());
    }

    @Override
    public boolean covers(Summary other) {
      PairSummary there = of(other, "pair");
      return first.covers(there.first) && second.covers(there.second);
    }

    @Override
    public void write(CanonicalOut out) {
      out.writeByte(ComposedType.VERSION);
      first.write(out);
      second.write(out);
    }
  }
}
