package org.rejoin.simulations.spec;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.workload.Family;

/** A specification that shared code with what it specifies would share its faults. */
class SpecIndependenceTest {
  private static final List<Class<?>> ALLOWED =
      List.of(Origin.class, ReplicaId.class, OpBody.class, Verb.class);

  private static final DescribedPredicate<JavaClass> INDEPENDENT =
      describe(
          "ids, stamps, operations, and each other",
          type ->
              !type.getPackageName().startsWith("org.rejoin.")
                  || type.getPackageName().equals("org.rejoin.simulations.spec")
                  || ALLOWED.stream().anyMatch(type::isEquivalentTo));

  private static final ArchRule RULE = classes().should().onlyDependOnClassesThat(INDEPENDENT);

  @Test
  @DisplayName("specifications use ids, stamps and operations only")
  void specifications_are_independent() {
    JavaClasses imported =
        new ClassFileImporter()
            .withImportOption(place -> !place.matches(Pattern.compile(".*Test(\\$.*)?\\.class")))
            .importPackages("org.rejoin.simulations.spec");
    assertThat(imported).hasSizeGreaterThan(8);
    RULE.check(imported);
  }

  @Test
  @DisplayName("a class that asks the type is found")
  void canary_is_found() {
    JavaClasses canary = new ClassFileImporter().importClasses(Family.class);
    assertThatThrownBy(() -> RULE.check(canary)).isInstanceOf(AssertionError.class);
  }
}
