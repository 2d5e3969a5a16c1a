package org.rejoin.cluster.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.sketch.ShardMap;

/**
 * Compares the tree of a group with what the group holds, one shard after the other, and once a
 * round its sketch with one that is coded anew; what is wrong is reported and built anew. A wrong
 * sum makes exchanges find differences that are none, for ever: one that found nothing hurries the
 * next round.
 *
 * <p>Cost: the hashes of a shard's items, a thousandth of all, each {@link
 * EngineConfig.Checks#shard}.
 */
final class TreeOracle {
  private static final Duration HURRY = Duration.ofMillis(10);
  private static final Duration BETWEEN_HURRIES = Duration.ofMinutes(1);

  /** About a millisecond of work in a step that is in a hurry. */
  private static final int ITEMS_A_STEP = 4096;

  private final Turn turn;
  private final int group;
  private final KeyTable table;
  private final int shards;
  private int next;

  /** Shards that are still to be checked without delay. */
  private int hurried;

  private long lastHurryNanos;
  private boolean hasHurried;
  private Alarms.@Nullable Alarm alarm;

  TreeOracle(Turn turn, int group, KeyTable table) {
    this.turn = turn;
    this.group = group;
    this.table = table;
    this.shards = ShardMap.SHARDS >> table.tree().root().bits();
  }

  private boolean isOff() {
    return turn.config().checks().shard().isZero();
  }

  /** At the end of each step. */
  void schedule() {
    if (alarm == null && !isOff()) {
      alarm = turn.after(hurried > 0 ? HURRY : turn.config().checks().shard(), this::check);
    }
  }

  /** Sums of two replicas differ, and no key does: look through all shards soon. */
  void hurry() {
    boolean isSoon = hasHurried && turn.nanos() - lastHurryNanos < BETWEEN_HURRIES.toNanos();
    if (isOff() || isSoon) {
      return;
    }
    hasHurried = true;
    lastHurryNanos = turn.nanos();
    hurried = shards;
    if (alarm != null) {
      turn.cancel(alarm);
      alarm = null;
    }
  }

  private void check() {
    alarm = null;
    if (hurried == 0) {
      checkShard();
      return;
    }
    for (long items = 0; hurried > 0 && items < ITEMS_A_STEP; hurried--) {
      items += checkShard();
    }
  }

  private long checkShard() {
    Range root = table.tree().root();
    int first = (int) (root.prefix() >>> (Long.SIZE - ShardMap.SHARD_BITS));
    Range shard = ShardMap.shard(first + next);
    if (!table.isSound(shard)) {
      turn.trace(new TraceEvent.SumsWrong(group, "tree in " + shard));
      table.rebuild(shard);
    }
    next++;
    if (next == shards) {
      next = 0;
      table.beginSketchCheck();
    }
    return table.tree().sum(shard).count();
  }
}
