package org.rejoin.crdt;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A state under a rank that only rises: of two states the one with the higher rank wins, with all
 * that belongs to it; states of equal rank join. Raising the rank starts the other part anew from
 * its bottom, which is how a replicated delete, a term or an epoch replaces what was before,
 * whatever is written concurrently below it.
 *
 * <p>State: the rank (first part) and what belongs to it (second part). The rank has to be a {@link
 * Chain}, for with ranks that cannot be compared the join of two states could not keep either's
 * second part. A delta carries the rank. Costs and bytes are those of the parts, with one hash more
 * in the digest. Immutable and thread-safe. Not resettable: do not nest it in a map.
 *
 * <p>A register of which the highest (stamp, value) counts and losers leave nothing is {@code
 * Lex<MaxRegister<Stamp>, MaxRegister<V>>}; a value under an epoch is {@code Lex} over {@link
 * MaxRegister#unsigned()}.
 *
 * <p>Paper: Baquero, Almeida, Cunha, Ferreira, <i>Composition in State-based Replicated Data
 * Types</i>, Bulletin of the EATCS 123, 2017, section 4.2 (lexicographic product with a chain);
 * parts: Enes et al., ICDE 2019, appendix.
 *
 * @param <A> the rank
 * @param <B> what belongs to it
 * @param <EA> the rank's editor
 * @param <EB> the second part's editor
 */
public final class Lex<A extends Editable<A, EA> & Chain<A>, B extends Editable<B, EB>, EA, EB>
    extends TwoPart<Lex<A, B, EA, EB>, A, B>
    implements Editable<Lex<A, B, EA, EB>, Lex.Editor<EA, EB>> {
  private Lex(Type<A, B, EA, EB> type, A first, B second) {
    super(type, first, second);
  }

  /** States of type {@code second} under ranks of type {@code first}. */
  public static <A extends Editable<A, EA> & Chain<A>, B extends Editable<B, EB>, EA, EB>
      CrdtType<Lex<A, B, EA, EB>> type(CrdtType<A> first, CrdtType<B> second) {
    return new Type<>(first, second);
  }

  @Override
  public Edited<Lex<A, B, EA, EB>> edit(Origin origin, Consumer<Editor<EA, EB>> change) {
    RankEdit<A, B, EA, EB> edit = new RankEdit<>(first(), second(), origin);
    try {
      change.accept(new Editor<>(edit));
    } finally {
      edit.end();
    }
    A rank = edit.first.state();
    B delta = edit.second.delta();
    boolean changed = !edit.first.delta().isBottom() || !delta.isBottom();
    return new Edited<>(of(rank, edit.second.state()), changed ? of(rank, delta) : bottom());
  }

  @Override
  public Joined<Lex<A, B, EA, EB>> join(Lex<A, B, EA, EB> other, JoinReport report) {
    requireSameType(other);
    return joined(other, () -> second().join(other.second(), report));
  }

  @Override
  public Joined<Lex<A, B, EA, EB>> join(
      Lex<A, B, EA, EB> other, Sealed sealed, boolean whole, JoinReport report) {
    requireSameType(other);
    return joined(other, () -> second().join(other.second(), sealed, whole, report));
  }

  private Joined<Lex<A, B, EA, EB>> joined(Lex<A, B, EA, EB> other, Supplier<Joined<B>> ofEqual) {
    int order = first().compareTo(other.first());
    if (order != 0) {
      return order > 0 ? new Joined<>(this, bottom()) : new Joined<>(other, other);
    }
    Joined<B> joined = ofEqual.get();
    return new Joined<>(of(first(), joined.state()), ranked(joined.novelty()));
  }

  /**
   * What belongs to the rank; ranks keep nothing that could go. Of unequal ranks one state wins,
   * settled or not, so this commutes with join where settling the second part does: what a sealed
   * id wrote under a rank was seen by all, so all had that rank.
   */
  @Override
  public Lex<A, B, EA, EB> settle(Settlement settlement) {
    return of(first(), second().settle(settlement.ofSeals()));
  }

  /** {@code part} under this rank; bottom if it says nothing, for the rank is known. */
  Lex<A, B, EA, EB> ranked(B part) {
    return part.isBottom() ? bottom() : of(first(), part);
  }

  /** The parts of the second part, each under the rank; the rank alone if there are none. */
  @Override
  public Stream<Lex<A, B, EA, EB>> decompose() {
    if (second().isBottom()) {
      return isBottom() ? Stream.empty() : Stream.of(this);
    }
    return second().decompose().map(this::ranked);
  }

  @Override
  public List<Lex<A, B, EA, EB>> halves() {
    if (second().isBottom()) {
      return isBottom() ? List.of() : List.of(this);
    }
    return second().halves().stream().map(this::ranked).toList();
  }

  @Override
  public Lex<A, B, EA, EB> deltaSince(Summary peer) {
    return deltaSince(LexSummary.of(peer, type().tag()), seen -> second().deltaSince(seen));
  }

  @Override
  public Lex<A, B, EA, EB> deltaSince(Summary peer, Sealed sealed) {
    return deltaSince(LexSummary.of(peer, type().tag()), seen -> second().deltaSince(seen, sealed));
  }

  Lex<A, B, EA, EB> deltaSince(LexSummary seen, Function<Summary, B> ofEqual) {
    if (!seen.first.covers(first().summary())) {
      return this;
    }
    return first().summary().covers(seen.first) ? ranked(ofEqual.apply(seen.second)) : bottom();
  }

  @Override
  public Parts<Lex<A, B, EA, EB>> parts() {
    return new LexParts<>(this);
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, Lex<A, B, EA, EB> before) {
    B under = first().compareTo(before.first()) == 0 ? before.second() : secondBottom();
    return first().showsReuseOf(self, before.first()) || second().showsReuseOf(self, under);
  }

  /** Changes a ranked state within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor<EA, EB> {
    private final RankEdit<?, ?, EA, EB> edit;

    private Editor(RankEdit<?, ?, EA, EB> edit) {
      this.edit = edit;
    }

    /** Changes the rank; if that raises it, the second part starts anew from its bottom. */
    public Editor<EA, EB> first(Consumer<EA> change) {
      edit.changeFirst(change);
      return this;
    }

    /** Changes the second part, under the rank so far. */
    public Editor<EA, EB> second(Consumer<EB> change) {
      edit.changeSecond(change);
      return this;
    }
  }

  private static final class RankEdit<
      A extends Editable<A, EA> & Chain<A>, B extends Editable<B, EB>, EA, EB> {
    private final PartEdit<A, EA> first;
    private final PartEdit<B, EB> second;

    RankEdit(A rank, B content, Origin origin) {
      first = new PartEdit<>(rank, origin);
      second = new PartEdit<>(content, origin);
    }

    void changeSecond(Consumer<EB> change) {
      first.requireIdle();
      second.change(change);
    }

    void changeFirst(Consumer<EA> change) {
      second.requireIdle();
      A before = first.state();
      first.change(change);
      if (first.state().compareTo(before) > 0) {
        second.restart(second.state().type().bottom());
      }
    }

    void end() {
      first.end();
      second.end();
    }
  }

  private static final class Type<
          A extends Editable<A, EA> & Chain<A>, B extends Editable<B, EB>, EA, EB>
      extends TwoPartType<Lex<A, B, EA, EB>, A, B> {
    Type(CrdtType<A> first, CrdtType<B> second) {
      super("lex", first, second);
    }

    @Override
    Lex<A, B, EA, EB> state(A one, B two) {
      return new Lex<>(this, one, two);
    }

    @Override
    Summary summary(Summary one, Summary two) {
      return new LexSummary(one, two);
    }
  }

  record LexSummary(Summary first, Summary second) implements Summary {
    static LexSummary of(Summary summary, String tag) {
      if (summary instanceof LexSummary lex) {
        return lex;
      }
      throw new IncompatibleTypeException(tag, summary.toString());
    }

    @Override
    public boolean covers(Summary other) {
      LexSummary there = of(other, "lex");
      if (!first.covers(there.first)) {
        return false;
      }
      return !there.first.covers(first) || second.covers(there.second);
    }

    @Override
    public void write(CanonicalOut out) {
      out.writeByte(ComposedType.VERSION);
      first.write(out);
      second.write(out);
    }
  }
}
