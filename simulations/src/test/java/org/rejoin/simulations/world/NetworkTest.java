package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.ScenarioReader;

class NetworkTest {
  private static final int FRAMES = 10_000;
  private final Timeline timeline = new Timeline(new Draws(3));
  private final Faults faults = new Faults();

  private Network network(String quality) {
    PlanConfig config =
        ScenarioReader.read(
                "meta.name = x, cluster { nodes = 3, keyspaces = [{ name = a, type = or-set }] }\n"
                    + "network { default { "
                    + quality
                    + " }, repair { loss = 0 } }")
            .config();
    return new Network(config, new Draws(3), timeline, faults);
  }

  private List<byte[]> sent(Network network, int from, int to, Traffic traffic) {
    List<byte[]> arrived = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      network.send(from, to, traffic, new byte[] {(byte) i, (byte) (i >> 8)}, arrived::add);
    }
    while (timeline.nextNanos() < Long.MAX_VALUE) {
      timeline.step();
    }
    return arrived;
  }

  private static int number(byte[] frame) {
    return (frame[0] & 0xFF) | (frame[1] & 0xFF) << 8;
  }

  @Test
  void send_lossAndDuplication_asOftenAsSaid() {
    Network network = network("loss = 0.2, duplication = 0.1");
    assertThat(sent(network, 0, 1, Traffic.DELTA)).hasSizeBetween(8_500, 9_100);
    assertThat(sent(network, 0, 1, Traffic.REPAIR)).hasSizeBetween(10_700, 11_300);
    assertThat(network.traffics().deltaBytes()).isEqualTo(2 * FRAMES);
    network.heal();
    assertThat(sent(network, 0, 1, Traffic.DELTA)).hasSize(FRAMES);
  }

  @Test
  void send_constantLatency_keepsOrder() {
    List<byte[]> arrived = sent(network("latency = 2 ms"), 0, 1, Traffic.DELTA);
    for (int i = 0; i < FRAMES; i++) {
      assertThat(number(arrived.get(i))).isEqualTo(i);
    }
    assertThat(timeline.nowNanos()).isEqualTo(2_000_000);
  }

  @Test
  void send_reorder_framesAreHeldBack() {
    List<byte[]> arrived = sent(network("latency = 2 ms, reorder = 0.5"), 0, 1, Traffic.DELTA);
    assertThat(arrived).hasSize(FRAMES);
    assertThat(timeline.nowNanos()).isBetween(20_000_000L, 22_000_000L);
  }

  @Test
  void send_corruption_copiesAreDamagedNotTheOriginal() {
    byte[] original = {1, 2, 3, 4};
    List<byte[]> arrived = new ArrayList<>();
    Network network = network("corruption = 0.5");
    for (int i = 0; i < 1000; i++) {
      network.send(0, 1, Traffic.CONTROL, original, arrived::add);
    }
    while (timeline.nextNanos() < Long.MAX_VALUE) {
      timeline.step();
    }
    assertThat(original).containsExactly(1, 2, 3, 4);
    assertThat(arrived.stream().filter(f -> !Arrays.equals(f, original)).count())
        .isBetween(400L, 600L);
  }

  @Test
  void send_cutOneWay_onlyThatWay() {
    Network network = network("latency = 1 ms");
    PlannedFault cut =
        new PlannedFault(1, FaultKind.CUT, 0, 1, List.of(0), List.of(1, 2), true, List.of(), 1);
    faults.begin(cut);
    assertThat(sent(network, 0, 1, Traffic.DELTA)).isEmpty();
    assertThat(sent(network, 1, 0, Traffic.DELTA)).hasSize(FRAMES);
    faults.end(cut);
    assertThat(sent(network, 0, 1, Traffic.DELTA)).hasSize(FRAMES);
  }

  @Test
  void send_slow_takesLonger() {
    Network network = network("latency = 1 ms");
    faults.begin(PlannedFault.ofNodes(1, FaultKind.SLOW, 0, 1, List.of(2), 40));
    sent(network, 2, 0, Traffic.DELTA);
    assertThat(timeline.nowNanos()).isEqualTo(40_000_000);
  }

  @Test
  void send_cutOfOneClass_othersPass() {
    Network network = network("latency = 1 ms");
    faults.begin(
        new PlannedFault(
            1, FaultKind.CUT, 0, 1, List.of(0), List.of(1), false, List.of("delta"), 1));
    assertThat(sent(network, 0, 1, Traffic.DELTA)).isEmpty();
    assertThat(sent(network, 0, 1, Traffic.CONTROL)).hasSize(FRAMES);
    assertThat(faults.isCut(0, 1)).isFalse();
  }

  @Test
  void send_jammed_arrivesAtOnceAtTheEnd() {
    Network network = network("latency = 5 ms");
    PlannedFault jam =
        new PlannedFault(1, FaultKind.JAM, 0, 1, List.of(1), List.of(0), false, List.of(), 1);
    faults.begin(jam);
    assertThat(sent(network, 0, 1, Traffic.DELTA)).isEmpty();
    timeline.passTo(9_000_000_000L);
    faults.end(jam);
    network.changed();
    List<byte[]> later = sent(network, 0, 1, Traffic.DELTA);
    assertThat(later).hasSize(FRAMES);
    assertThat(timeline.nowNanos()).isEqualTo(9_005_000_000L);
    assertThat(timeline.done()).isEqualTo(2L * FRAMES);
  }

  @Test
  void send_bursts_lossesComeInRows() {
    Network network = network("burst { to-bad = 0.01, to-good = 0.1, loss = 1 }");
    List<byte[]> arrived = sent(network, 0, 1, Traffic.DELTA);
    TreeSet<Integer> numbers = new TreeSet<>();
    arrived.forEach(frame -> numbers.add(number(frame)));
    int rows = 0;
    for (int i = 1; i < FRAMES; i++) {
      rows += !numbers.contains(i) && numbers.contains(i - 1) ? 1 : 0;
    }
    int lost = FRAMES - numbers.size();
    assertThat(lost).isBetween(600, 1300);
    assertThat((double) lost / rows).isBetween(8.0, 12.0);
  }

  @Test
  void send_replay_comesAgainMuchLater() {
    Network network = network("latency = 1 ms, replay = 0.1");
    List<byte[]> arrived = sent(network, 0, 1, Traffic.DELTA);
    assertThat(arrived).hasSizeBetween(FRAMES + 800, FRAMES + 1200);
    assertThat(timeline.nowNanos()).isBetween(7_500_000_000L, 8_100_000_000L);
  }

  @Test
  void send_narrow_whatDoesNotFitIsDropped() {
    Network network =
        network("latency = 0 ms, bandwidth { bytes-per-second = 1000, buffer-bytes = 1024 }");
    assertThat(sent(network, 0, 1, Traffic.DELTA)).hasSize(512);
    assertThat(timeline.nowNanos()).isEqualTo(1_024_000_000L);
  }

  @Test
  void send_narrowAndBlocking_senderWaitsAndAllArrives() {
    Network network =
        network(
            "latency = 0 ms, bandwidth"
                + " { bytes-per-second = 1000, buffer-bytes = 1024, when-full = block }");
    List<byte[]> arrived = new ArrayList<>();
    long blockedUntil = 0;
    for (int i = 0; i < 1000; i++) {
      blockedUntil = network.send(0, 1, Traffic.DELTA, new byte[2], arrived::add);
    }
    assertThat(blockedUntil).isEqualTo(2_000_000_000L - 1_024_000_000L);
    while (timeline.nextNanos() < Long.MAX_VALUE) {
      timeline.step();
    }
    assertThat(arrived).hasSize(1000);
  }
}
