package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;

/** What clients read at the end: each key that anybody asked for, at some node, of a majority. */
final class FinalReads {
  static final long TIMEOUT_MILLIS = 2000;
  private static final int MAX_KEYS = 256;

  private FinalReads() {}

  private record Key(String keyspace, String key) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byKeyspace = keyspace.compareTo(other.keyspace);
      return byKeyspace != 0 ? byKeyspace : key.compareTo(other.key);
    }
  }

  static List<PlannedOp> of(Plan plan, long nowNanos) {
    TreeSet<Key> keys = new TreeSet<>();
    plan.ops().forEach(op -> keys.add(new Key(op.op().keyspace(), op.op().key())));
    Draws draws = plan.draws();
    List<PlannedOp> reads = new ArrayList<>();
    for (Key key : keys) {
      if (reads.size() == MAX_KEYS) {
        break;
      }
      long id = PlannedOp.FINAL_READS + reads.size();
      int node = draws.below(plan.config().nodes().size(), Stream.WORKLOAD, id, 1);
      OpBody body =
          new OpBody(Verb.READ, key.keyspace, key.key, "", "", 0, "majority", TIMEOUT_MILLIS);
      reads.add(new PlannedOp(id, nowNanos, node, 0, body));
    }
    return Collections.unmodifiableList(reads);
  }
}
