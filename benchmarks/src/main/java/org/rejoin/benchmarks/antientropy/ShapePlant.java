package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * A planted fault of a {@link Shape} that turns the verdict red. SPI; the plants stand in a source
 * set of their own, which the launcher loads and no jar holds.
 */
public interface ShapePlant {
  /** As after {@code --plant}. */
  String name();

  /**
   * What is run in place of {@code honest}.
   *
   * @param planted the numbers of the keys that differ
   */
  Shape spoil(Shape honest, BitSet planted);

  /**
   * The plant of that name; the empty name is the one that spoils nothing. Throws {@link
   * IllegalArgumentException} if there is none.
   */
  static ShapePlant named(String name) {
    if (name.isEmpty()) {
      return new ShapePlant() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public Shape spoil(Shape honest, BitSet planted) {
          return honest;
        }
      };
    }
    return ServiceLoader.load(ShapePlant.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(plant -> plant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no plant of a shape is named " + name));
  }

  /** All names, in order. */
  static String names() {
    return ServiceLoader.load(ShapePlant.class).stream()
        .map(provider -> provider.get().name())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
