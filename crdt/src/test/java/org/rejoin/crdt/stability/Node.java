package org.rejoin.crdt.stability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation in the model.
 *
 * @param alive whether it runs; a dead one keeps its disk's last content for a restored backup
 * @param member its part in deciding
 * @param data its objects
 * @param proposer the attempt it runs, or null
 * @param pending join of the data that came with answers, until it is joined at the second sweep
 * @param attempts how many it made at this number
 * @param archive the id whose updates it may have to replay, or -1
 * @param replayed whether it has
 * @param seals the seals it has adopted
 */
record Node(
    boolean alive,
    CutMember member,
    Data data,
    @Nullable CutProposer proposer,
    Data pending,
    int attempts,
    int archive,
    boolean replayed,
    List<Seal> seals) {
  static Node fresh(CutMember member) {
    return new Node(true, member, Data.EMPTY, null, Data.EMPTY, 0, -1, false, List.of());
  }

  Node with(CutMember next) {
    return new Node(alive, next, data, proposer, pending, attempts, archive, replayed, seals);
  }

  Node with(Data next) {
    return new Node(alive, member, next, proposer, pending, attempts, archive, replayed, seals);
  }

  Node proposing(@Nullable CutProposer next, Data collected, int count) {
    return new Node(alive, member, data, next, collected, count, archive, replayed, seals);
  }

  Node counting(CutProposer next) {
    return with(member.counting(next));
  }

  Node archiving(int id) {
    return new Node(alive, member, data, proposer, pending, attempts, id, false, seals);
  }

  Node replaying() {
    return new Node(alive, member, data, proposer, pending, attempts, archive, true, seals);
  }

  Node dead() {
    return new Node(false, member, data, null, Data.EMPTY, 0, archive, replayed, seals);
  }
}
