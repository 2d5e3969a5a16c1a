package org.rejoin.demo.run;

import java.util.Optional;

/** Finds planted faults by name, in a package that a packaged Rejoin does not have. */
public final class Plants {
  private static final String PACKAGE = "org.rejoin.demo.plant.";

  private Plants() {}

  /** The fault called {@code name}, as in {@code drop-line}; empty if there is none. */
  public static Optional<Plant> find(String name) {
    if (!name.matches("[a-z]+(-[a-z]+)*")) {
      return Optional.empty();
    }
    StringBuilder type = new StringBuilder(PACKAGE);
    for (String word : name.split("-", -1)) {
      type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    try {
      return Optional.of(
          Class.forName(type.toString())
              .asSubclass(Plant.class)
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException | ClassCastException notThere) {
      return Optional.empty();
    }
  }
}
