package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.ScenarioReader;

class StreamTest {
  private static final long SECOND = 1_000_000_000L;
  private final Timeline timeline = new Timeline(new Draws(3));
  private final Faults faults = new Faults();
  private final List<Integer> arrived = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final PlannedFault cut =
      new PlannedFault(1, FaultKind.CUT, 0, SECOND, List.of(0), List.of(1), false, List.of(), 1);

  private Network network(String quality) {
    PlanConfig config =
        ScenarioReader.read(
                "meta.name = x, cluster { nodes = 2, keyspaces = [{ name = a, type = or-set }] }\n"
                    + "network { default { mode = stream, "
                    + quality
                    + " } }")
            .config();
    return new Network(config, new Draws(3), timeline, faults);
  }

  private void send(Network network, int number) {
    network.send(
        0,
        1,
        Traffic.DELTA,
        new byte[100],
        new Network.Arrival() {
          @Override
          public void deliver(byte[] frame) {
            arrived.add(number);
          }

          @Override
          public void lost(String why) {
            lost.add(why);
          }
        });
  }

  private void runUntil(long nanos) {
    while (timeline.nextNanos() <= nanos) {
      timeline.step();
    }
    timeline.passTo(nanos);
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  @DisplayName("all arrive, once and in order, however long each takes and whatever is lost below")
  void send_wildLatencies_inOrderAndOnce() {
    Network network =
        network("latency = \"pareto 1 ms alpha 1\", loss = 0.3, duplication = 0.5, reorder = 0.5");
    for (int i = 0; i < 500; i++) {
      send(network, i);
    }
    runUntil(1000 * SECOND);
    assertThat(arrived).isEqualTo(upTo(500));
    assertThat(lost).isEmpty();
  }

  @Test
  @DisplayName("a short cut delays, a long one breaks the connection and loses what was written")
  void send_cut_shortDelaysLongLoses() {
    Network network = network("latency = 1 ms");
    faults.begin(cut);
    send(network, 0);
    runUntil(SECOND);
    faults.end(cut);
    network.changed();
    runUntil(2 * SECOND);
    assertThat(arrived).containsExactly(0);

    faults.begin(cut);
    send(network, 1);
    runUntil(5 * SECOND);
    send(network, 2);
    runUntil(6 * SECOND);
    faults.end(cut);
    network.changed();
    send(network, 3);
    runUntil(7 * SECOND);
    assertThat(arrived).containsExactly(0, 2, 3);
    assertThat(lost).containsExactly("broken stream");
  }

  @Test
  void send_whileCut_bufferOverflows() {
    Network network = network("latency = 1 ms, bandwidth { buffer-bytes = 1024 }");
    faults.begin(cut);
    for (int i = 0; i < 15; i++) {
      send(network, i);
    }
    assertThat(lost).hasSize(5).containsOnly("overflow");
    faults.end(cut);
    network.changed();
    runUntil(SECOND);
    assertThat(arrived).isEqualTo(upTo(10));
  }

  @Test
  void died_underWay_isLostAndTheNextConnectionWorks() {
    Network network = network("latency = 10 ms");
    send(network, 0);
    network.died(1);
    send(network, 1);
    runUntil(SECOND);
    assertThat(arrived).containsExactly(1);
    assertThat(lost).containsExactly("broken stream");
  }
}
