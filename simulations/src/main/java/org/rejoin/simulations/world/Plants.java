package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.cuts.CutRules;

/** Finds planted bugs. */
public final class Plants {
  /** No planted bug. */
  public static final Plants NONE = new Plants(Optional.empty());

  private final Optional<Plant> plant;

  private Plants(Optional<Plant> plant) {
    this.plant = plant;
  }

  /** All planted bugs of this build, by name. */
  public static List<Plant> all() {
    List<Plant> all = new ArrayList<>();
    ServiceLoader.load(Plant.class).forEach(all::add);
    all.sort(Comparator.comparing(Plant::name));
    return all;
  }

  /** The planted bug of that name, as new as if it were the first. */
  public static Plants named(String name) {
    for (Plant plant : all()) {
      if (plant.name().equals(name)) {
        return new Plants(Optional.of(plant));
      }
    }
    throw new IllegalArgumentException(
        "no planted bug " + name + ": there are " + all().stream().map(Plant::name).toList());
  }

  /** What members do about cuts. */
  public CutRules cutRules() {
    return plant.map(Plant::cutRules).orElse(CutRules.REAL);
  }

  EngineConfig config(EngineConfig config, int start) {
    return plant.map(p -> p.config(config, start)).orElse(config);
  }

  Machine plant(EngineConfig config, int index, Machine machine) {
    return plant.map(p -> p.plant(config, index, machine)).orElse(machine);
  }
}
