package org.rejoin.simulations.cuts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.stability.Cut;
import org.rejoin.crdt.stability.CutMember;
import org.rejoin.crdt.stability.CutProposer;
import org.rejoin.crdt.stability.Dealing;

/** One incarnation of a node: its part in cuts, and its keys. */
final class Member {
  static final int NO_HOLE = -1;
  final int node;
  CutMember part;
  Sealed sealed = Sealed.none();

  /** The edits whose dots the cuts that it adopted have named. */
  final Set<Integer> settled = new TreeSet<>();

  final List<Cell<?, ?>> cells = new ArrayList<>();

  /** The keys as they were judged last, and how many edits were settled then. */
  private final List<Cell<?, ?>> judged = new ArrayList<>();

  private int judgedSettled;

  /** A key that it cannot take or give for a while. */
  int hole = NO_HOLE;

  int attempts;
  @Nullable CutProposer proposer;

  Member(int node, CutMember part) {
    this.node = node;
    this.part = part;
  }

  ReplicaId id() {
    return part.self();
  }

  /** A whole copy under another id. */
  Member copy(int atNode, ReplicaId self) {
    Member copy = new Member(atNode, CutMember.copyOf(part, self));
    copy.sealed = sealed;
    copy.settled.addAll(settled);
    copy.cells.addAll(cells);
    copy.hole = hole;
    return copy;
  }

  void join(int key, Cell<?, ?> other, boolean whole) {
    cells.set(key, cells.get(key).joined(other, sealed, whole));
  }

  /** The keys that changed, or mean something else, since this was asked last. */
  @SuppressWarnings("ReferenceEquality") // cells are immutable: the same one was judged before
  List<Cell<?, ?>> toBeJudged() {
    boolean isAll = settled.size() != judgedSettled || judged.size() != cells.size();
    List<Cell<?, ?>> changed = new ArrayList<>();
    for (int key = 0; key < cells.size(); key++) {
      if (isAll || judged.get(key) != cells.get(key)) {
        changed.add(cells.get(key));
      }
    }
    judged.clear();
    judged.addAll(cells);
    judgedSettled = settled.size();
    return changed;
  }

  boolean mayTake(int key) {
    return hole != key;
  }

  boolean deals(Member other) {
    return part.dealing(other.id(), other.part.at()) == Dealing.JOIN
        && other.part.dealing(id(), part.at()) == Dealing.JOIN;
  }

  void adopt(Cut cut) {
    sealed = sealed.plus(cut.sealed().toList());
    cells.replaceAll(cell -> cell.settled(cut, sealed, true));
    part = part.adopted(cut);
    proposer = null;
    attempts = 0;
  }
}
