package org.rejoin.crdt.spec;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/** A specification that shared code with what it specifies would share its faults. */
class SpecIndependenceTest {
  private static final List<Class<?>> ALLOWED =
      List.of(Dot.class, ReplicaId.class, Spec.class, SpecEvent.class);

  /** All but the tests that tie specifications to types. */
  private static final DescribedPredicate<JavaClass> MODEL =
      describe(
          "specifications and their operations",
          type ->
              type.getPackageName().equals("org.rejoin.crdt.spec")
                  && !type.getName().matches(".*(Properties|Test)(\\$.*)?"));

  private static final DescribedPredicate<JavaClass> INDEPENDENT =
      describe(
          "dots, ids, codecs, the interfaces of the law kit, and each other",
          type ->
              !type.getPackageName().startsWith("org.rejoin.")
                  || type.getPackageName().equals("org.rejoin.crdt.codec")
                  || ALLOWED.stream().anyMatch(type::isEquivalentTo)
                  || MODEL.test(type));

  private static final ArchRule RULE =
      classes().that(MODEL).should().onlyDependOnClassesThat(INDEPENDENT);

  @Test
  @DisplayName("Specifications use dots, ids and codecs only")
  void specifications_are_independent() {
    JavaClasses imported = new ClassFileImporter().importPackages("org.rejoin.crdt.spec");
    assertThat(imported.that(MODEL)).hasSizeGreaterThan(8);
    RULE.check(imported);
  }

  @Test
  @DisplayName("A specification that asks the type is found")
  void canary_is_found() {
    JavaClasses canary = new ClassFileImporter().importClasses(Canary.class);
    ArchRule same = classes().should().onlyDependOnClassesThat(INDEPENDENT);
    assertThatThrownBy(() -> same.check(canary))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ORSet");
  }

  /** Not a model of its own: it lets the type say what the type should say. */
  static final class Canary implements Spec<String, Integer> {
    @Override
    public boolean writes(String op) {
      return true;
    }

    @Override
    public boolean replaces(String op, String write) {
      return false;
    }

    @Override
    public Integer value(List<SpecEvent<String>> unreplaced) {
      return ORSet.type(Codecs.utf8()).bottom().size();
    }
  }
}
