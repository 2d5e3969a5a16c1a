package org.rejoin.simulations.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.DataType;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.world.Plants;

class StoryTest {
  private static final long SECOND = 1_000_000_000;

  /** Five writes of one node, one after the other: the plant swallows each fifth batch. */
  private static Plan fiveWrites() {
    Plan calm = Generator.plan(Scenarios.named("calm").orElseThrow(), 1);
    PlanConfig config = calm.config();
    for (int node = 4; node > 1; node--) {
      config = config.without(node);
    }
    config = config.withKeyspaces(List.of(new KeyspacePlan("tags", DataType.OR_SET, false)));
    List<PlannedOp> ops =
        LongStream.rangeClosed(1, 5)
            .mapToObj(id -> new PlannedOp(id, (2 + id) * SECOND, 0, 0, add("e" + id)))
            .toList();
    return calm.withOps(List.of()).withConfig(config).withOps(ops);
  }

  private static OpBody add(String element) {
    return new OpBody(Verb.ADD, "tags", "k0", element, "", 0, "majority", 2000);
  }

  @Test
  @DisplayName("the story names the operation, the frame that brought nothing, and both states")
  void of_ackUnapplied_tellsWhoHeldWhat() {
    Explained explained = Explained.run(fiveWrites(), Plants.named("ack-unapplied"));
    assertThat(explained.result().firstViolated()).isEqualTo("I3");
    String story = String.join("\n", explained.story());
    assertThat(story).contains("n1 applies op 1, ADD tags/k0 e1 at majority");
    assertThat(story).containsPattern("n2 holds it from \\S+ s, by frame \\d+ \\(Deltas, delta\\)");
    assertThat(story).containsPattern("n2 does not hold it: frame \\d+ .*brought nothing");
    assertThat(story).contains("I3 n2 is named as a holder and never integrated op");
    assertThat(story).containsPattern("n2 has tags/k0 = .* since");
  }

  @Test
  void of_nothingViolated_saysSo() {
    Explained explained = Explained.run(fiveWrites(), Plants.NONE);
    assertThat(explained.story()).containsExactly("Nothing was violated.");
  }

  @Test
  @DisplayName("a recorder changes nothing, and every row can be written and read")
  void record_anyRun_sameHashAndRoundTrip(@TempDir Path dir) throws IOException {
    Plan plan = Generator.plan(Scenarios.named("crash-and-return").orElseThrow(), 2);
    Explained explained = Explained.run(plan, Plants.NONE);
    assertThat(explained.result()).isEqualTo(Runner.run(plan, Plants.NONE));
    assertThat(explained.trace().dropped()).isZero();
    assertThat(explained.trace().rows())
        .extracting(Row::kind)
        .contains(
            Row.Kind.START,
            Row.Kind.DIE,
            Row.Kind.FAULT,
            Row.Kind.OVER,
            Row.Kind.SEND,
            Row.Kind.ARRIVE,
            Row.Kind.EDIT,
            Row.Kind.JOIN,
            Row.Kind.LEARN,
            Row.Kind.END,
            Row.Kind.HEAL,
            Row.Kind.SAMPLE);
    Path file = dir.resolve("trace.jsonl");
    TraceJson.write(explained.trace(), file);
    assertThat(TraceJson.read(file)).isEqualTo(explained.trace());
  }
}
