package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rejoin.simulations.cli.SimMain;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.world.Plants;

class DeterminismTest {
  private final Plan plan = Generator.plan(Scenarios.named("everything").orElseThrow(), 11);

  @Test
  @DisplayName("the same plan gives the same events twice in one JVM and in another one")
  void run_samePlan_sameHashEverywhere(@TempDir Path directory) throws Exception {
    RunResult first = Runner.run(plan, Plants.NONE);
    RunResult second = Runner.run(PlanJson.read(PlanJson.write(plan)), Plants.NONE);
    assertThat(second.eventHash()).isEqualTo(first.eventHash());
    assertThat(second).isEqualTo(first);
    assertThat(inFreshJvm(directory)).contains(first.eventHash());
  }

  private String inFreshJvm(Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("plan.json");
    Files.writeString(file, PlanJson.write(plan), StandardCharsets.UTF_8);
    Path out = directory.resolve("out");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=tr",
            "-Duser.timezone=Pacific/Apia",
            "-Dfile.encoding=ISO-8859-1",
            "-cp",
            System.getProperty("java.class.path"),
            SimMain.class.getName(),
            "replay",
            file.toString(),
            "--json",
            "--once");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("another seed, and another set of faults, are other runs")
  void run_otherPlan_otherHash() {
    String hash = Runner.run(plan, Plants.NONE).eventHash();
    Plan otherSeed = Generator.plan(Scenarios.named("everything").orElseThrow(), 12);
    assertThat(Runner.run(otherSeed, Plants.NONE).eventHash()).isNotEqualTo(hash);
    List<PlannedFault> faults = new ArrayList<>(plan.faults());
    faults.remove(0);
    Plan fewer =
        new Plan(
            Plan.FORMAT,
            plan.scenario(),
            plan.seed(),
            plan.version(),
            plan.config(),
            plan.ops(),
            faults);
    RunResult result = Runner.run(fewer, Plants.NONE);
    assertThat(result.eventHash()).isNotEqualTo(hash);
    assertThat(result.verdict()).isEqualTo(Verdict.VALID);
  }
}
