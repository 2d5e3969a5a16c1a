package org.rejoin.cluster.engine;

import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;

/** How much of a frame is left for data. */
final class FrameBudget {
  private FrameBudget() {}

  /** For entries with their table. */
  static int entryBytes(EngineConfig config) {
    return config.limits().frameBytes() - Frame.OVERHEAD_BYTES - Deltas.OVERHEAD_BYTES;
  }

  /** For the state in a single entry of this key. */
  static int stateBytes(EngineConfig config, Family<?, ?> family, KeyRef key) {
    Entry empty = new Entry(family.spec().name(), family.type(), key.id(), 0, 0, new byte[0]);
    return entryBytes(config) - empty.sizeBytes() - empty.tableBytes();
  }
}
