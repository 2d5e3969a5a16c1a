package org.rejoin.simulations.cuts;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.InEffect;

/** I15: what a state still keeps that nobody needs, told from its bytes. */
final class Remains {
  private Remains() {}

  /**
   * A sealed id whose edits are all replaced or folded and which is named all the same. Sums that
   * were reset keep the ids of who counted, see {@code docs/protocol.md}.
   */
  static Optional<String> of(Cell<?, ?> cell, List<ReplicaId> sealed) {
    if (cell.family().spec().needsCauses()) {
      return Optional.empty();
    }
    byte[] bytes = cell.state().state().toBytes();
    for (ReplicaId id : sealed) {
      boolean lives =
          !isCounter(cell)
              && InEffect.of(cell.events(Set.of())).stream()
                  .anyMatch(
                      event -> event.origin().equals(id) && event.body().verb() != Verb.REMOVE);
      if (!lives && contains(bytes, id)) {
        return Optional.of(" keeps sealed id " + id + " in " + cell.family().keyspace().name());
      }
    }
    return Optional.empty();
  }

  private static boolean isCounter(Cell<?, ?> cell) {
    return cell.shown() instanceof Number;
  }

  private static boolean contains(byte[] bytes, ReplicaId id) {
    byte[] name = ByteBuffer.allocate(Long.BYTES).putLong(id.value()).array();
    for (int at = 0; at + name.length <= bytes.length; at++) {
      int i = 0;
      while (i < name.length && bytes[at + i] == name[i]) {
        i++;
      }
      if (i == name.length) {
        return true;
      }
    }
    return false;
  }
}
