package org.rejoin.simulations.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.world.Plants;

class ShrinkerTest {
  private static Plan plan(String scenario) {
    return Generator.plan(Scenarios.named(scenario).orElseThrow(), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "ack-unapplied, calm",
    "arrival-order, everything",
    "late-sum, calm",
    "unseeded, calm",
    "epoch-blind, split-and-heal",
  })
  @DisplayName("what is left breaks the same, and fits on a page")
  void shrink_planted_fewEvents(String name, String scenario) {
    Plan plan = plan(scenario);
    String first = Runner.runTwice(plan, Plants.named(name)).firstViolated();
    Shrunk shrunk = Shrinker.shrink(plan, Plants.named(name), Budget.ofRuns(500));
    assertThat(shrunk.isFixpoint()).isTrue();
    assertThat(shrunk.invariant()).isEqualTo(first);
    assertThat(shrunk.events()).isLessThanOrEqualTo(10);
    Plan read = PlanJson.read(PlanJson.write(shrunk.plan()));
    assertThat(Runner.breaks(read, Plants.named(name), first)).isTrue();
    assertThat(Runner.breaks(read, Plants.NONE, first)).isFalse();
  }

  @Test
  @DisplayName("the budget ends it wherever it is, with a plan that still breaks the same")
  void shrink_budgetSpent_saysSo() {
    Plan plan = plan("everything");
    Shrunk shrunk = Shrinker.shrink(plan, Plants.named("count-twice"), Budget.ofRuns(3));
    assertThat(shrunk.runs()).isEqualTo(3);
    assertThat(shrunk.isFixpoint()).isFalse();
    assertThat(Runner.breaks(shrunk.plan(), Plants.named("count-twice"), "I7")).isTrue();
    Shrunk none = Shrinker.shrink(plan, Plants.named("count-twice"), new Budget(500, () -> true));
    assertThat(none.plan()).isEqualTo(plan);
    assertThat(none.isFixpoint()).isFalse();
  }

  @Test
  void shrink_nothingBroken_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shrinker.shrink(plan("calm"), Plants.NONE, Budget.ofRuns(10)))
        .withMessageContaining("breaks nothing");
  }

  @Test
  void leaveOut_keepsWhatIsNeeded() {
    List<Integer> all = IntStream.range(0, 200).boxed().toList();
    List<Integer> needed = List.of(0, 7, 101, 199);
    int[] asked = {0};
    List<List<Integer>> kept = new ArrayList<>();
    Lists.leaveOut(
        all,
        rest -> {
          asked[0]++;
          boolean isGood = rest.containsAll(needed);
          if (isGood) {
            kept.add(rest);
          }
          return isGood;
        });
    assertThat(kept.get(kept.size() - 1)).isEqualTo(needed);
    assertThat(asked[0]).isLessThan(100);
  }
}
