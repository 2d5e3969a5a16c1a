package org.rejoin.crdt;

import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A state-based replicated data type with deltas: a join-semilattice whose elements are immutable,
 * thread-safe and hold no nulls. SPI for data types; applications use the concrete ones.
 *
 * <p>A <b>delta</b> is a state of the same type that carries just a change; deltas join like
 * states, in any order, any number of times, mixed with full states. Laws (checked by {@code
 * org.rejoin.crdt.laws}): join is associative, commutative, idempotent; bottom is neutral; {@code
 * x.join(d)} equals {@code x.join(novelty)}; the join of {@link #decompose()} is the state; {@code
 * x.join(y.deltaSince(x.summary()))} equals {@code x.join(y)}; equal states write equal bytes.
 *
 * <p>Papers: Shapiro et al., <i>Conflict-free Replicated Data Types</i>, SSS 2011; Almeida, Shoker,
 * Baquero, <i>Delta state replicated data types</i>, JPDC 2018; Enes et al., <i>Efficient
 * Synchronization of State-based CRDTs</i>, ICDE 2019 (decomposition, novelty).
 *
 * @param <S> the type itself
 */
public interface Crdt<S extends Crdt<S>> {
  /** What the state is: name, version, element codecs. */
  CrdtType<S> type();

  /** Whether this state says nothing at all. */
  boolean isBottom();

  /**
   * Least upper bound of this and {@code other}, and what of {@code other} was new here. Never
   * throws on data, reads no clock. States of another type are refused with {@link
   * IncompatibleTypeException}.
   *
   * @param report told of data that only a fault can have produced, such as a double-spent dot
   */
  Joined<S> join(S other, JoinReport report);

  /** The joined state alone; faults in the data go unreported. */
  default S join(S other) {
    return join(other, JoinReport.none()).state();
  }

  /**
   * The join with a state of a replica at the same cut, where ids are sealed: between whole states,
   * what one side does not show of a sealed id was removed. Never called on states of different
   * cuts.
   *
   * @param whole whether both are whole states; otherwise {@code other} is a delta or another part,
   *     while this is whole
   */
  default Joined<S> join(S other, Sealed sealed, boolean whole, JoinReport report) {
    return join(other, report);
  }

  /**
   * What a whole replica at the same cut with {@code peer} as its summary lacks of this whole
   * state.
   */
  default S deltaSince(Summary peer, Sealed sealed) {
    return deltaSince(peer);
  }

  /**
   * This at a stability cut, without what nobody needs any more: named dots of removed elements,
   * what was seen of sealed ids (live dots stay and keep their names), their rows. Commutes with
   * join for states that cover the cut: {@code a.join(b)} settled is the join of {@code a} and
   * {@code b} settled, with the sealed ids. Types that keep nothing of this sort return themselves.
   */
  @SuppressWarnings("unchecked")
  default S settle(Settlement settlement) {
    return (S) this;
  }

  /** Irredundant join-irreducible parts whose join is this state, in a fixed order. */
  Stream<S> decompose();

  /**
   * Two smaller parts that join to this, about equal in size; one part if this is irreducible, none
   * if it is bottom. For cutting deltas to frames.
   */
  default List<S> halves() {
    List<S> parts = decompose().toList();
    if (parts.size() < 2) {
      return parts;
    }
    int middle = parts.size() / 2;
    S bottom = type().bottom();
    S first = parts.subList(0, middle).stream().reduce(bottom, Crdt::join);
    S second = parts.subList(middle, parts.size()).stream().reduce(bottom, Crdt::join);
    return List.of(first, second);
  }

  /** What this state has seen, enough for a peer to work out what it lacks. */
  Summary summary();

  /**
   * What a replica with {@code peer} as its summary lacks of this state; bottom when nothing.
   * Throws {@link IncompatibleTypeException} for a summary of another kind of type.
   */
  S deltaSince(Summary peer);

  /**
   * This as parts that peers compare by hashes, where its summary is long: by default what {@link
   * #decompose} gives.
   */
  @SuppressWarnings("unchecked")
  default Parts<S> parts() {
    return new DecomposedParts<>((S) this);
  }

  /**
   * Writes the canonical encoding: equal states give equal bytes, and unequal ones unequal bytes.
   */
  void write(CanonicalOut out);

  /**
   * Keyed hash of the state, context included: equal exactly when the bytes are equal (but for a
   * collision of 128 bits). Kept incrementally from one state to the next where that pays.
   */
  Digest128 digest(HashSuite suite);

  /**
   * Asked of the novelty of a join by the replica {@code self} that joined it into {@code before}:
   * whether it holds what only {@code self} may write and {@code before} lacks. Then somebody else
   * writes under that id; the novelty is joined all the same, but {@code self} must not edit the
   * object any more. Types that cannot tell say false.
   */
  default boolean showsReuseOf(ReplicaId self, S before) {
    return false;
  }

  /** The canonical encoding as an array of its own. */
  default byte[] toBytes() {
    CanonicalOut out = new CanonicalOut();
    write(out);
    return out.toByteArray();
  }
}
