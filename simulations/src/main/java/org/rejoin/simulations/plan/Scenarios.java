package org.rejoin.simulations.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with Rejoin. Each is a story; {@code sim list} tells them. */
public final class Scenarios {
  private static final List<String> NAMES =
      List.of(
          "calm",
          "lossy-links",
          "split-and-heal",
          "flapping",
          "crash-and-return",
          "one-way",
          "slow-hub",
          "sleepers",
          "settled",
          "wanderers",
          "tiny-buffers",
          "power-cut",
          "power-loss",
          "restored-backup",
          "steady-churn",
          "streams",
          "three-regions",
          "bursts",
          "narrow-pipes",
          "shapes",
          "rumours",
          "split-brain",
          "comings-and-goings",
          "clocks",
          "hostile-frames",
          "forged-frames",
          "the-few",
          "rush-hour",
          "every-type",
          "forgetting",
          "everything");

  private Scenarios() {}

  /** Names, in the order in which to read them. */
  public static List<String> names() {
    return NAMES;
  }

  /** The scenario of that name. */
  public static Optional<Scenario> named(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    String resource = "/org/rejoin/simulations/scenarios/" + name + ".conf";
    try (InputStream in = Scenarios.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from this build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(ScenarioReader.read(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
