package org.rejoin.simulations.shrink;

import java.util.Locale;

/** What a developer takes home of a shrunk plan: a test that is ready to run. */
public final class Handout {
  private Handout() {}

  /** Name of the plan among the resources of tests. */
  public static String resource(Shrunk shrunk) {
    return (shrunk.plan().scenario() + "-" + shrunk.plan().seed() + "-" + shrunk.invariant())
            .toLowerCase(Locale.ROOT)
        + ".json";
  }

  /** Name of the test's class. */
  public static String className(Shrunk shrunk) {
    StringBuilder name = new StringBuilder();
    for (String word : resource(shrunk).replace(".json", "").split("[^a-z0-9]+", -1)) {
      name.append(word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT));
      name.append(word.isEmpty() ? "" : word.substring(1));
    }
    return name.append("Test").toString();
  }

  /** The test; red as long as the bug is there. */
  public static String test(Shrunk shrunk) {
    return """
        package org.rejoin.simulations.check;

        import static org.assertj.core.api.Assertions.assertThat;

        import java.io.IOException;
        import java.nio.file.Path;
        import org.junit.jupiter.api.Test;
        import org.rejoin.simulations.plan.PlanJson;
        import org.rejoin.simulations.world.Plants;

        class %s {
          @Test
          void plan_shrunk_holds%s() throws IOException {
            RunResult result =
                Runner.runTwice(
                    PlanJson.read(Path.of("src/test/resources/plans/%s")), Plants.NONE);
            assertThat(result.violated()).as("%%s", result.words()).isEmpty();
          }
        }
        """
        .formatted(
            className(shrunk), shrunk.invariant().replaceAll("[^A-Za-z0-9]", ""), resource(shrunk));
  }
}
