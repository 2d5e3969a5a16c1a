package org.rejoin.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dependencies point downwards only, and Pekko, Kryo and RocksDB stay behind the packages that own
 * them. Each rule has a class in a {@code canary} package that breaks it.
 */
class ModuleDirectionTest {
  private static final String[] MODULES = {
    "crdt", "conflict", "antientropy", "cluster", "simulations", "demo", "benchmarks"
  };

  private static final ArchRule CRDT = mayUse("crdt");
  private static final ArchRule CONFLICT = mayUse("conflict", "crdt");
  private static final ArchRule ANTI_ENTROPY = mayUse("antientropy", "crdt");
  private static final ArchRule CLUSTER = mayUse("cluster", "crdt", "conflict", "antientropy");
  private static final ArchRule SIMULATIONS =
      mayUse("simulations", "crdt", "conflict", "antientropy", "cluster");
  private static final ArchRule DEMO =
      mayUse("demo", "crdt", "conflict", "antientropy", "cluster", "simulations");

  private static final ArchRule PEKKO_AND_KRYO =
      noClasses()
          .that(resideInAPackage("org.rejoin.."))
          .and(
              not(
                  resideInAnyPackage(
                      "org.rejoin.cluster.pekko..",
                      "org.rejoin.cluster.ddata..",
                      "org.rejoin.demo..",
                      "org.rejoin.benchmarks..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pekko..", "com.esotericsoftware..", "scala..")
          .as("Pekko, Scala and Kryo stay in cluster.pekko, cluster.ddata, demo and benchmarks");

  private static final ArchRule ROCKSDB =
      noClasses()
          .that(resideInAPackage("org.rejoin.."))
          .and(not(resideInAPackage("org.rejoin.cluster.store..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rocksdb..")
          .as("RocksDB stays in cluster.store");

  private static final ArchRule ENGINE =
      noClasses()
          .that(resideInAPackage("org.rejoin.cluster.engine.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.rejoin.cluster.pekko..", "org.rejoin.cluster.ddata..", "org.slf4j..")
          .as("the engine knows neither its shell nor a logger");

  /** What goes over a link is classed by the engine; the link policy shows that class to users. */
  private static final ArchRule PUBLIC_API_ONLY =
      noClasses()
          .that(resideInAPackage("org.rejoin.demo.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.rejoin.cluster.engine..").and(not(simpleName("Traffic"))))
          .as("the demo uses the public API of cluster only");

  /** Pure code uses the JDK and the nullness annotations. */
  private static final ArchRule PURE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.rejoin.crdt..", "org.rejoin.conflict..", "org.rejoin.antientropy..")
          .should()
          .dependOnClassesThat(
              not(
                  resideInAnyPackage(
                      "java..",
                      "org.jspecify..",
                      "org.rejoin.crdt..",
                      "org.rejoin.conflict..",
                      "org.rejoin.antientropy..")))
          .as("crdt, conflict and anti-entropy are pure Java");

  private static ArchRule mayUse(String module, String... below) {
    String[] forbidden =
        Arrays.stream(MODULES)
            .filter(other -> !other.equals(module) && !Arrays.asList(below).contains(other))
            .map(other -> "org.rejoin." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("org.rejoin." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .as(module + " uses only " + Arrays.asList(below));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crdt",
        "conflict",
        "anti-entropy",
        "cluster",
        "simulations",
        "demo-app",
        "benchmarks"
      })
  @DisplayName("Every source file's class was imported, so that no rule holds for want of classes")
  void classesWereImported(String module) throws IOException {
    Path sources = Path.of("..", module, "src", "main", "java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> names =
          files
              .map(file -> sources.relativize(file).toString().replace(File.separatorChar, '.'))
              .filter(name -> name.endsWith(".java") && !name.equals("module-info.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .toList();
      assertThat(names).isNotEmpty();
      assertThat(ProductionClasses.all().stream().map(JavaClass::getName)).containsAll(names);
    }
  }

  @Test
  @DisplayName("Modules depend downwards only")
  void modulesDependDownwardsOnly() {
    Stream.of(CRDT, CONFLICT, ANTI_ENTROPY, CLUSTER, SIMULATIONS, DEMO)
        .forEach(rule -> rule.check(ProductionClasses.all()));
  }

  @Test
  @DisplayName("Pekko, Kryo and RocksDB stay where they belong, and pure code is pure")
  void librariesStayWhereTheyBelong() {
    Stream.of(PEKKO_AND_KRYO, ROCKSDB, ENGINE, PURE, PUBLIC_API_ONLY)
        .forEach(rule -> rule.check(ProductionClasses.all()));
  }

  @Test
  @DisplayName("A class that breaks a rule is found")
  void canariesAreFound() {
    assertBreaks(CRDT, "org.rejoin.crdt.canary");
    assertBreaks(CONFLICT, "org.rejoin.conflict.canary");
    assertBreaks(ANTI_ENTROPY, "org.rejoin.antientropy.canary");
    assertBreaks(CLUSTER, "org.rejoin.cluster.canary");
    assertBreaks(SIMULATIONS, "org.rejoin.simulations.canary");
    assertBreaks(DEMO, "org.rejoin.demo.canary");
    assertBreaks(PEKKO_AND_KRYO, "org.rejoin.crdt.canary");
    assertBreaks(PUBLIC_API_ONLY, "org.rejoin.demo.canary");
    assertBreaks(PURE, "org.rejoin.crdt.canary");
    assertBreaks(ENGINE, "org.rejoin.cluster.engine.canary");
    assertBreaks(ROCKSDB, "org.rejoin.cluster.canary");
  }

  private static void assertBreaks(ArchRule rule, String canaryPackage) {
    assertThatThrownBy(() -> rule.check(ProductionClasses.canaries(canaryPackage)))
        .as(rule.getDescription())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Canary");
  }
}
