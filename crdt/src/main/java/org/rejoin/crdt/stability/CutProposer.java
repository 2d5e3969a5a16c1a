package org.rejoin.crdt.stability;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;

/**
 * One attempt of a proposer, as an immutable state without I/O: who has to agree, who has answered,
 * who has confirmed. It need not survive a crash: the next start of the node is another proposer.
 *
 * @param cut the proposal, with the highest ceilings heard so far
 * @param required the ids that have to answer and to confirm
 * @param answered who has answered
 * @param confirmed who has confirmed
 */
public record CutProposer(Cut cut, Ids required, Ids answered, Ids confirmed) {
  /**
   * Begins an attempt of {@code member}. All ids that it has met and does not seal have to agree;
   * the member itself answers like the others. The caller names ids that ended before anything
   * else. What is named beyond {@link Cut#MAX_NAMES} is left to the next cut, key by key in their
   * order; a key with more dots than that never fits, so name some of them.
   *
   * @param attempt above that of the proposer's earlier attempts at this number
   */
  public static CutProposer begin(
      CutMember member,
      int attempt,
      SortedMap<Bytes, Long> epochs,
      SortedMap<Bytes, StableDots> dots,
      List<Seal> seals) {
    CutId id = new CutId(member.at().number() + 1, member.self(), attempt);
    Cut cut = named(id, member.at(), epochs, dots, seals);
    Ids required = member.met().plus(member.self()).minus(cut.sealed());
    return new CutProposer(cut, required, Ids.none(), Ids.none());
  }

  private static Cut named(
      CutId id,
      CutId after,
      SortedMap<Bytes, Long> epochs,
      SortedMap<Bytes, StableDots> dots,
      List<Seal> seals) {
    SortedMap<Bytes, Long> numbers = new TreeMap<>();
    SortedMap<Bytes, StableDots> removed = new TreeMap<>();
    int[] room = {Cut.MAX_NAMES};
    epochs.forEach((key, epoch) -> take(key, epoch, 1, room, numbers));
    dots.forEach((key, stable) -> take(key, stable, stable.dots().size(), room, removed));
    return new Cut(id, after, numbers, removed, seals);
  }

  private static <V> void take(Bytes key, V names, int count, int[] room, SortedMap<Bytes, V> to) {
    if (count <= room[0]) {
      room[0] -= count;
      to.put(key, names);
    }
  }

  /** After an answer; others than to this attempt change nothing. */
  public CutProposer answered(Answer answer) {
    if (!answer.cut().equals(cut.id())) {
      return this;
    }
    SortedMap<ReplicaId, Ceiling> ceilings =
        Collections.unmodifiableSortedMap(new TreeMap<>(answer.ceilings()));
    return new CutProposer(
        cut.raised(ceilings), wider(answer), answered.plus(answer.from()), confirmed);
  }

  /** After a confirmation; others than of this attempt change nothing. */
  public CutProposer confirmed(Answer answer) {
    return answer.cut().equals(cut.id())
        ? new CutProposer(cut, wider(answer), answered, confirmed.plus(answer.from()))
        : this;
  }

  private Ids wider(Answer answer) {
    return required.plus(answer.met().minus(cut.sealed()));
  }

  /**
   * Whether all have answered, so that exchanges which begin now, after one with each of them has
   * finished, bring every member all that anybody has.
   */
  public boolean isAnswered() {
    return answered.containsAll(required);
  }

  /** Whether all have confirmed, so that the cut is decided. */
  public boolean isDecided() {
    return isAnswered() && confirmed.containsAll(required);
  }
}
