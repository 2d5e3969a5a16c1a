package org.rejoin.benchmarks.crdt;

import java.util.ServiceLoader;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A planted fault that turns the benchmark's own sanity check red. SPI; the plants stand in a
 * source set of their own, which the launcher loads and no jar holds.
 */
public interface Plant {
  /** As after {@code --plant}. */
  String name();

  /**
   * What is run in place of {@code honest}; returns {@code honest} where it does not interfere.
   *
   * @param idle what the operation would give if it did nothing
   */
  IntFunction<Object> spoil(Measure measure, IntFunction<Object> honest, Supplier<Object> idle);

  /** The plant of that name; the empty name is the one that spoils nothing. */
  static Plant named(String name) {
    if (name.isEmpty()) {
      return new Plant() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public IntFunction<Object> spoil(
            Measure measure, IntFunction<Object> honest, Supplier<Object> idle) {
          return honest;
        }
      };
    }
    return ServiceLoader.load(Plant.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(plant -> plant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no plant is named " + name + "; there are: " + names()));
  }

  /** All names, in order. */
  static String names() {
    return ServiceLoader.load(Plant.class).stream()
        .map(provider -> provider.get().name())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
