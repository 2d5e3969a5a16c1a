package org.rejoin.simulations.check;

import java.util.Optional;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.engine.TraceEvent.RotFound;

/** What an engine found wrong with itself or a peer, where nothing rots but disks. */
record Defect(String invariant, String what) {
  static Optional<Defect> in(TraceEvent event) {
    if (event instanceof TraceEvent.CorruptionFound found) {
      return Optional.of(
          new Defect("I1", "found " + found.key() + " corrupt with " + found.peer()));
    }
    if (event instanceof TraceEvent.DoubleSpentDot spent) {
      return Optional.of(new Defect("I5", "met two payloads of dot " + spent.dot()));
    }
    if (event instanceof TraceEvent.SumsWrong wrong) {
      return Optional.of(new Defect("I14", "has wrong sums: " + wrong.what()));
    }
    if (event instanceof RotFound rot && rot.place() != RotFound.Place.RECORD) {
      return Optional.of(new Defect("I14", "has a bad " + rot.place() + " of " + rot.key()));
    }
    return Optional.empty();
  }
}
