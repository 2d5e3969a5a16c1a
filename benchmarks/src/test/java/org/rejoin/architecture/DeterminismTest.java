package org.rejoin.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.architecture.canary.DeterminismCanary;

/**
 * The engine and the three modules under it are functions of their inputs: they ask neither the
 * clock, nor chance, nor the machine, and the order of what they do never comes from a hash table.
 */
class DeterminismTest {
  private static final String[] DETERMINISTIC = {
    "org.rejoin.crdt..",
    "org.rejoin.conflict..",
    "org.rejoin.antientropy..",
    "org.rejoin.cluster.engine.."
  };

  private static final ArchRule RULE =
      classes()
          .that()
          .resideInAnyPackage(DETERMINISTIC)
          .should(new Bans.NoBannedCalls())
          .as("deterministic code makes no banned call");

  @Test
  @DisplayName("Deterministic code makes no banned call")
  void deterministicCodeMakesNoBannedCall() {
    JavaClasses imported = ProductionClasses.all();
    assertThat(imported.stream().map(JavaClass::getPackageName)).contains("org.rejoin.crdt");
    RULE.check(imported);
  }

  @Test
  @DisplayName("The rule fails on a class in a deterministic package")
  void ruleFailsOnCanaryInDeterministicPackage() {
    assertThatThrownBy(
            () -> RULE.check(ProductionClasses.canaries("org.rejoin.cluster.engine.canary")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("System.nanoTime");
  }

  @Test
  @DisplayName("Every single ban catches its own canary")
  void everyBanCatchesItsCanary() {
    EvaluationResult result =
        classes()
            .should(new Bans.NoBannedCalls())
            .evaluate(ProductionClasses.canaries(DeterminismCanary.class.getPackageName()));
    List<String> found = result.getFailureReport().getDetails();
    for (Bans.Ban ban : Bans.ALL) {
      assertThat(found).as(ban.name()).anyMatch(line -> line.startsWith(ban.name() + ":"));
    }
    assertThat(found.stream().filter(line -> line.contains("spelledOtherwise")))
        .hasSize(DeterminismCanary.SPELLED_OTHERWISE);
    assertThat(found).noneMatch(line -> line.contains("allowed"));
  }
}
