package org.rejoin.simulations.world;

import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;

/** What clients were answered, as the hash of a run takes it in. */
final class Replies {
  private Replies() {}

  /** The frequent ones without making a text of them. */
  static void addTo(EventHash hash, Object result) {
    hash.add(result.getClass());
    if (result instanceof ReadResult.Found<?> found) {
      found.from().forEach(hash::add);
      hash.add(EventHash.of(found.value().toBytes()));
    } else if (result instanceof WriteResult.Acked acked) {
      acked.held().forEach(hash::add);
    } else {
      hash.add(result.toString());
    }
  }
}
