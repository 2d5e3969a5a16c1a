package org.rejoin.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What users see: no internal type in a public signature, and every package null-marked. */
class PublicApiTest {
  private static final ArchRule NO_INTERNAL_TYPES =
      classes()
          .that()
          .arePublic()
          .and()
          .resideOutsideOfPackage("..internal..")
          .should(new ExposeNoInternalType());

  private static final ArchRule NULL_MARKED = classes().should(new BeNullMarked());

  @Test
  @DisplayName("No type of an internal package stands in a public signature")
  void noInternalTypeInPublicSignature() {
    NO_INTERNAL_TYPES.check(ProductionClasses.all());
  }

  @Test
  @DisplayName("Every package is null-marked")
  void everyPackageIsNullMarked() {
    assertThat(ProductionClasses.all()).isNotEmpty();
    NULL_MARKED.check(ProductionClasses.all());
  }

  @Test
  @DisplayName("A class that breaks a rule is found")
  void canariesAreFound() {
    assertThatThrownBy(
            () ->
                NO_INTERNAL_TYPES.check(
                    ProductionClasses.canaries("org.rejoin.architecture.canary")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("takesHidden")
        .hasMessageContaining("returnsHidden")
        .hasMessageContaining("hiddenField");
    assertThatThrownBy(
            () -> NULL_MARKED.check(ProductionClasses.canaries("org.rejoin.architecture.canary")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not null-marked");
  }

  private static final class ExposeNoInternalType extends ArchCondition<JavaClass> {
    ExposeNoInternalType() {
      super("expose no internal type");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      Stream<JavaCodeUnit> units = type.getCodeUnits().stream();
      units
          .filter(unit -> isVisible(unit.getModifiers()))
          .filter(unit -> Stream.concat(involved(unit), thrown(unit)).anyMatch(this::isInternal))
          .forEach(unit -> events.add(violated(type, unit.getFullName())));
      type.getFields().stream()
          .filter(field -> isVisible(field.getModifiers()))
          .filter(
              field -> field.getType().getAllInvolvedRawTypes().stream().anyMatch(this::isInternal))
          .map(JavaField::getFullName)
          .forEach(name -> events.add(violated(type, name)));
    }

    private static Stream<JavaClass> involved(JavaCodeUnit unit) {
      return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
          .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaClass> thrown(JavaCodeUnit unit) {
      return unit.getExceptionTypes().stream();
    }

    private boolean isInternal(JavaClass type) {
      return (type.getPackageName() + ".").contains(".internal.")
          && type.getPackageName().startsWith("org.rejoin.");
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
      return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static ConditionEvent violated(JavaClass type, String member) {
      return SimpleConditionEvent.violated(type, member + " exposes an internal type");
    }
  }

  private static final class BeNullMarked extends ArchCondition<JavaClass> {
    BeNullMarked() {
      super("be null-marked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        events.add(
            SimpleConditionEvent.violated(
                type, type.getPackageName() + " is not null-marked in its package-info"));
      }
    }
  }
}
