package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rejoin.cluster.engine.wire.Entry;

/** Cuts a run of entries into frames. */
final class Packer {
  private Packer() {}

  /** Runs of entries, in order, each of at most {@code maxBytes} with its table. */
  static List<List<Entry>> pack(List<Entry> entries, int maxBytes) {
    List<List<Entry>> frames = new ArrayList<>();
    List<Entry> frame = new ArrayList<>();
    Set<String> rows = new LinkedHashSet<>();
    long bytes = 0;
    for (Entry entry : entries) {
      String row = entry.keyspace() + "/" + entry.type();
      long more = (long) entry.sizeBytes() + (rows.contains(row) ? 0 : entry.tableBytes());
      if (!frame.isEmpty() && bytes + more > maxBytes) {
        frames.add(frame);
        frame = new ArrayList<>();
        rows = new LinkedHashSet<>();
        bytes = 0;
        more = (long) entry.sizeBytes() + entry.tableBytes();
      }
      rows.add(row);
      bytes += more;
      frame.add(entry);
    }
    if (!frame.isEmpty()) {
      frames.add(frame);
    }
    return frames;
  }
}
