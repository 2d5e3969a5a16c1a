package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.cuts.CutRun;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;
import org.rejoin.simulations.world.Traffics;
import org.rejoin.simulations.world.World;

/** Runs plans and judges them. Stateless; a run takes one thread and shares nothing. */
public final class Runner {
  public static final String DETERMINISM = "I19";

  private Runner() {}

  /** Runs a plan twice; I19 is that both runs are one and the same. */
  public static RunResult runTwice(Plan plan, Plants plants) {
    return runTwice(plan, plants, Watch.NONE);
  }

  /** Runs a plan twice; somebody looks on at the first run, and must not change it. */
  public static RunResult runTwice(Plan plan, Plants plants, Watch watch) {
    RunResult first = run(plan, plants, watch);
    if (watch.isEnough()) {
      return first;
    }
    RunResult second = run(plan, plants);
    if (first.eventHash().equals(second.eventHash())) {
      return first;
    }
    List<String> violated = new ArrayList<>(first.violated());
    violated.add(DETERMINISM);
    violated.sort(null);
    List<String> words = new ArrayList<>(first.words());
    words.add(
        DETERMINISM + ": the same plan gave " + first.eventHash() + " and " + second.eventHash());
    return with(first, Verdict.INVALID, violated, words);
  }

  private static RunResult forgetting(Plan plan, CutRun run) {
    Map<String, Long> counted = new TreeMap<>(run.counted());
    Long ok = counted.remove("ok");
    Long failed = counted.remove("failed");
    Verdict verdict = ok == null ? Verdict.UNKNOWN : Verdict.VALID;
    return new RunResult(
        plan.scenario(),
        plan.seed(),
        run.violated().isEmpty() ? verdict : Verdict.INVALID,
        run.violated(),
        run.words(),
        run.eventHash(),
        run.virtualSeconds(),
        run.events(),
        run.healedMillis(),
        Traffics.NONE,
        new RunResult.Operations(ok == null ? 0 : ok, failed == null ? 0 : failed, 0),
        counted);
  }

  private static RunResult with(
      RunResult result, Verdict verdict, List<String> violated, List<String> words) {
    return new RunResult(
        result.scenario(),
        result.seed(),
        verdict,
        List.copyOf(violated),
        List.copyOf(words),
        result.eventHash(),
        result.virtualSeconds(),
        result.events(),
        result.convergedMillis(),
        result.traffics(),
        result.operations(),
        result.traced());
  }

  /** Runs a plan once. */
  public static RunResult run(Plan plan, Plants plants) {
    return run(plan, plants, "", Watch.NONE);
  }

  /**
   * Runs a plan once while somebody looks on. If that one has seen enough before the end, the
   * verdict is at best unknown.
   */
  public static RunResult run(Plan plan, Plants plants, Watch watch) {
    return run(plan, plants, "", watch);
  }

  /** Whether a run of the plan breaks the invariant; ends as soon as it has. */
  public static boolean breaks(Plan plan, Plants plants, String invariant) {
    RunResult result =
        invariant.equals(DETERMINISM)
            ? runTwice(plan, plants)
            : run(plan, plants, invariant, Watch.NONE);
    return result.violated().contains(invariant);
  }

  private static RunResult run(Plan plan, Plants plants, String enough, Watch watch) {
    if (plan.scenario().equals(CutRun.SCENARIO)) {
      return forgetting(plan, CutRun.of(plan, plants.cutRules()));
    }
    World[] holder = new World[1];
    Oracle oracle = new Oracle(plan, () -> holder[0].nowNanos(), enough, watch);
    World world = new World(plan, plants, watch == Watch.NONE ? oracle : new Both(oracle, watch));
    holder[0] = world;
    watch.begins(world::nowNanos);
    world.run();
    Violations violations = oracle.violations();
    List<String> words = new ArrayList<>(violations.words());
    words.addAll(violations.unknowns());
    if (watch.isEnough()) {
      words.add("the run was stopped at " + world.nowNanos() / 1e9 + " s");
    }
    Verdict verdict = Verdict.VALID;
    if (!violations.invariants().isEmpty()) {
      verdict = Verdict.INVALID;
    } else if (!violations.unknowns().isEmpty() || watch.isEnough()) {
      verdict = Verdict.UNKNOWN;
    }
    Tally tally = oracle.tally();
    return new RunResult(
        plan.scenario(),
        plan.seed(),
        verdict,
        violations.invariants(),
        List.copyOf(words),
        world.hash().toHex(),
        world.nowNanos() / 1e9,
        world.events(),
        oracle.convergedMillis(),
        world.traffics(),
        new RunResult.Operations(tally.ok(), tally.failed(), tally.unknown()),
        tally.traced());
  }
}
