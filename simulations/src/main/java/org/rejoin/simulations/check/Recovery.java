package org.rejoin.simulations.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.cluster.store.StateRecord;
import org.rejoin.cluster.store.Stored;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;

/**
 * What a process knows after its start, told by the bytes on its disk: the same record was written
 * once, by somebody whose knowledge was known then. I8: what is written is what is held, and what
 * was on the disk is held after the start. I18: a damaged record is reported and never used, a
 * sound one is.
 */
final class Recovery implements Checker {
  private final Violations violations;
  private final Map<Bytes, Saved> saved = new HashMap<>();
  private final Map<Incarnation, Map<ItemId, Read>> unread = new HashMap<>();

  /** What was known when a record was written. */
  record Saved(Knowledge by, long moment) {}

  private record Bytes(ItemId item, long hash) {
    static Bytes of(Stored record) {
      return new Bytes(record.item(), EventHash.of(record.bytes()));
    }
  }

  /** A record on a disk; without a hash it is damaged. */
  private record Read(Bytes bytes, Optional<Long> hash) {}

  Recovery(Violations violations) {
    this.violations = violations;
  }

  private static Optional<Long> hash(Stored record) {
    try {
      StateRecord read = StateRecord.decode(record.item(), record.bytes());
      return Optional.of(Draws.mix(EventHash.of(read.state()) + read.epoch()));
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
  }

  /** A process has this record written. */
  void writing(Knowledge node, Stored record) {
    ItemId item = record.item();
    KeyRef key = new KeyRef(item.keyHash(), item.keyspace(), item.id());
    Knowledge.Shown shown = node.shown(key);
    if (shown == null || !hash(record).equals(Optional.of(shown.hash()))) {
      violations.add("I8", node.incarnation() + " writes another " + key + " than it holds");
    }
    saved.putIfAbsent(Bytes.of(record), new Saved(node, node.moment()));
  }

  /** A process is about to read this record. */
  void reading(Incarnation incarnation, Stored record) {
    unread
        .computeIfAbsent(incarnation, i -> new LinkedHashMap<>())
        .put(record.item(), new Read(Bytes.of(record), hash(record)));
  }

  /** It says that it has read a key; what was known when that was written, if anybody wrote it. */
  Optional<Saved> loaded(Incarnation incarnation, TraceEvent.Loaded event) {
    KeyRef key = event.key();
    Read read = take(incarnation, new ItemId(key.hash(), key.keyspace(), key.id()));
    long held = Knowledge.Shown.hash(event.state(), event.epoch());
    if (read == null || !read.hash.equals(Optional.of(held))) {
      violations.add("I18", incarnation + " took " + key + " from its disk, which has it not");
      return Optional.empty();
    }
    Saved then = saved.get(read.bytes);
    if (then == null) {
      violations.add("I6", incarnation + " has " + key + " on its disk as nobody wrote it");
    }
    return Optional.ofNullable(then);
  }

  /** It says that a record is damaged. */
  void refused(Incarnation incarnation, TraceEvent.RecordRefused event) {
    Map<ItemId, Read> rest = unread.getOrDefault(incarnation, Map.of());
    Optional<ItemId> item =
        rest.keySet().stream().filter(i -> i.toString().equals(event.key())).findFirst();
    Read read = item.map(i -> take(incarnation, i)).orElse(null);
    if (read == null || read.hash.isPresent()) {
      violations.add("I18", incarnation + " refused a sound record: " + event);
    }
  }

  private @Nullable Read take(Incarnation incarnation, ItemId item) {
    Map<ItemId, Read> rest = unread.get(incarnation);
    return rest == null ? null : rest.remove(item);
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    for (Inspection node : nodes) {
      Map<ItemId, Read> rest = unread.getOrDefault(node.incarnation(), Map.of());
      if (!rest.isEmpty()) {
        violations.add(
            "I8", node.incarnation() + " had on its disk and did not read " + rest.keySet());
      }
    }
  }
}
