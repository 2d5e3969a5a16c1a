package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.engine.TraceEvent.RotFound;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.codec.Codecs;

class StoreCountersTest {
  private final StoreCounters counters = new StoreCounters();

  @Test
  @DisplayName("what rots and how it is mended is counted")
  void traced_upkeep_counted() {
    KeyRef key = new KeyRef(1, "carts", "x");
    Endpoint peer = new Endpoint("b");
    GSet<String> bottom = GSet.type(Codecs.utf8()).bottom();
    counters.traced(new TraceEvent.CorruptionFound(key, peer, 1));
    counters.traced(new RotFound(key, RotFound.Place.RECORD, "gone"));
    counters.traced(new RotFound(key, RotFound.Place.STATE, "bad"));
    counters.traced(new TraceEvent.Replaced(key, Optional.of(peer), 0, bottom, true));
    counters.traced(new TraceEvent.KeyQuarantined(key, peer, 1));
    counters.traced(new TraceEvent.SumsWrong(0, "tree"));
    StoreMetrics metrics = counters.snapshot();
    assertThat(metrics.count(Counter.CORRUPTION_FOUND)).isOne();
    assertThat(metrics.count(Counter.ROT_FOUND)).isEqualTo(2);
    assertThat(metrics.count(Counter.STATES_REPLACED)).isOne();
    assertThat(metrics.count(Counter.KEYS_QUARANTINED)).isOne();
    assertThat(metrics.count(Counter.SUMS_WRONG)).isOne();
  }
}
