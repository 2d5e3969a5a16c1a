package org.rejoin.crdt;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A state that may not be there yet: nothing is below every state, also below an empty one. So that
 * a counter of 0 can be told from none. What is there once stays.
 *
 * <p>State: a state, or none. Costs, bytes and errors are those of the state, with one hash more in
 * the digest. Immutable and thread-safe. Not resettable: do not nest it in a map.
 *
 * <p>Paper: Baquero, Almeida, Cunha, Ferreira, <i>Composition in State-based Replicated Data
 * Types</i>, Bulletin of the EATCS 123, 2017, section 4.2 (linear sum, here with a single state
 * below).
 *
 * @param <A> the state
 * @param <E> its editor
 */
public final class Option<A extends Editable<A, E>, E>
    implements Editable<Option<A, E>, Option.Editor<E>> {
  private final Type<A, E> type;
  private final @Nullable A value;

  private Option(Type<A, E> type, @Nullable A value) {
    this.type = type;
    this.value = value;
  }

  /** Options of such a state. */
  public static <A extends Editable<A, E>, E> CrdtType<Option<A, E>> type(CrdtType<A> value) {
    return new Type<>(value);
  }

  /** The state, if it is there. */
  public Optional<A> value() {
    return Optional.ofNullable(value);
  }

  @Override
  public CrdtType<Option<A, E>> type() {
    return type;
  }

  @Override
  public boolean isBottom() {
    return value == null;
  }

  @SuppressWarnings("ReferenceEquality")
  private Option<A, E> some(A state) {
    return state == value ? this : new Option<>(type, state);
  }

  /** {@code part} of what is known to be there. */
  Option<A, E> known(A part) {
    return part.isBottom() ? type.bottom() : some(part);
  }

  @Override
  public Edited<Option<A, E>> edit(Origin origin, Consumer<Editor<E>> change) {
    A before = value;
    PartEdit<A, E> edit = new PartEdit<>(before == null ? type.value.bottom() : before, origin);
    Editor<E> editor = new Editor<>(edit, before != null);
    try {
      change.accept(editor);
    } finally {
      edit.end();
    }
    if (!editor.present) {
      return new Edited<>(this, this);
    }
    A delta = edit.delta();
    return new Edited<>(some(edit.state()), before == null ? some(delta) : known(delta));
  }

  @Override
  public Joined<Option<A, E>> join(Option<A, E> other, JoinReport report) {
    return joined(other, (here, there) -> here.join(there, report));
  }

  @Override
  public Joined<Option<A, E>> join(
      Option<A, E> other, Sealed sealed, boolean whole, JoinReport report) {
    return joined(other, (here, there) -> here.join(there, sealed, whole, report));
  }

  private Joined<Option<A, E>> joined(Option<A, E> other, BiFunction<A, A, Joined<A>> ofBoth) {
    if (!type.equals(other.type)) {
      throw new IncompatibleTypeException(type.tag(), other.type.tag());
    }
    A here = value;
    A there = other.value;
    if (here == null || there == null) {
      return new Joined<>(here == null ? other : this, here == null ? other : type.bottom());
    }
    Joined<A> joined = ofBoth.apply(here, there);
    return new Joined<>(some(joined.state()), known(joined.novelty()));
  }

  /** The state, if it is there; that it is there stays. */
  @Override
  public Option<A, E> settle(Settlement settlement) {
    return value == null ? this : some(value.settle(settlement.ofSeals()));
  }

  /** The parts of the state; the empty state if it has none. */
  @Override
  public Stream<Option<A, E>> decompose() {
    A state = value;
    if (state == null) {
      return Stream.empty();
    }
    return state.isBottom() ? Stream.of(this) : state.decompose().map(this::some);
  }

  @Override
  public List<Option<A, E>> halves() {
    A state = value;
    if (state == null) {
      return List.of();
    }
    return state.isBottom() ? List.of(this) : state.halves().stream().map(this::some).toList();
  }

  @Override
  public Summary summary() {
    return new OptionSummary(value == null ? null : value.summary());
  }

  @Override
  public Option<A, E> deltaSince(Summary peer) {
    Summary seen = OptionSummary.of(peer, type.tag()).value;
    A state = value;
    return state == null || seen == null ? this : known(state.deltaSince(seen));
  }

  @Override
  public Option<A, E> deltaSince(Summary peer, Sealed sealed) {
    Summary seen = OptionSummary.of(peer, type.tag()).value;
    A state = value;
    return state == null || seen == null ? this : known(state.deltaSince(seen, sealed));
  }

  @Override
  public Parts<Option<A, E>> parts() {
    return new OptionParts<>(this);
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, Option<A, E> before) {
    A had = before.value == null ? type.value.bottom() : before.value;
    return value != null && value.showsReuseOf(self, had);
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeByte(ComposedType.VERSION).writeBoolean(value != null);
    if (value != null) {
      value.write(out);
    }
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    if (value == null) {
      return Digest128.ZERO;
    }
    CanonicalOut out = new CanonicalOut();
    return suite.hash128(HashDomain.PARTS, out.writeDigest(value.digest(suite)).toByteArray());
  }

  /** Over the state, not the value. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Option<?, ?> option
        && type.equals(option.type)
        && value().equals(option.value());
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + value().hashCode();
  }

  /** Such as {@code Option[GCounter{}]}, or {@code Option[]}. */
  @Override
  public String toString() {
    return "Option[" + (value == null ? "" : value) + "]";
  }

  /** Changes an option within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor<E> {
    private final PartEdit<?, E> value;
    private boolean present;

    private Editor(PartEdit<?, E> value, boolean present) {
      this.value = value;
      this.present = present;
    }

    /** Changes the state, which is there from then on, whatever {@code change} does. */
    public Editor<E> value(Consumer<E> change) {
      value.change(change);
      present = true;
      return this;
    }

    /** Makes the state be there, empty if nothing else changes it. */
    public Editor<E> touch() {
      value.requireAlive();
      present = true;
      return this;
    }

    /** Whether the state is there, after the changes so far. */
    public boolean isPresent() {
      value.requireAlive();
      return present;
    }
  }

  private static final class Type<A extends Editable<A, E>, E> extends ComposedType<Option<A, E>> {
    private final CrdtType<A> value;

    Type(CrdtType<A> value) {
      super("option/1<" + value.tag() + ">");
      this.value = value;
    }

    @Override
    public Option<A, E> bottom() {
      return new Option<>(this, null);
    }

    @Override
    public Option<A, E> read(CanonicalIn in) {
      LatticeType.readVersion(in, VERSION);
      return new Option<>(this, in.readBoolean() ? value.read(in) : null);
    }

    @Override
    public Summary readSummary(CanonicalIn in) {
      LatticeType.readVersion(in, VERSION);
      return new OptionSummary(in.readBoolean() ? value.readSummary(in) : null);
    }
  }

  record OptionSummary(@Nullable Summary value) implements Summary {
    static OptionSummary of(Summary summary, String tag) {
      if (summary instanceof OptionSummary option) {
        return option;
      }
      throw new IncompatibleTypeException(tag, summary.toString());
    }

    @Override
    public boolean covers(Summary other) {
      Summary there = of(other, "option").value;
      return there == null || (value != null && value.covers(there));
    }

    @Override
    public void write(CanonicalOut out) {
      out.writeByte(ComposedType.VERSION).writeBoolean(value != null);
      if (value != null) {
        value.write(out);
      }
    }
  }
}
