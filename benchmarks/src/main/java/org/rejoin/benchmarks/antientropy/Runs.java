package org.rejoin.benchmarks.antientropy;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Buggify;

/** Takes the samples of a scenario, one algorithm at a time. */
final class Runs {
  /** Above so many keys, all seeds share two engines where that changes nothing. */
  private static final int SHARED_ABOVE = 100_000;

  private final Scenario scenario;
  private final Keyring ring;
  private final boolean losesRepairs;
  private final ShapePlant plant;
  private final PrintStream progress;

  /**
   * @param losesRepairs the planted fault of engines
   * @param plant the planted fault of shapes
   */
  Runs(
      Scenario scenario,
      Keyring ring,
      boolean losesRepairs,
      ShapePlant plant,
      PrintStream progress) {
    this.scenario = scenario;
    this.ring = ring;
    this.losesRepairs = losesRepairs;
    this.plant = plant;
    this.progress = progress;
  }

  /** The samples, by how many keys were asked for. */
  Map<Integer, List<Sample>> of(Algorithm algorithm) {
    Map<Integer, List<Sample>> samples = new TreeMap<>();
    Buggify buggify = algorithm.buggify();
    Function<Items, Shape> shape = algorithm.shape();
    StorePair pair = null;
    Items items = null;
    for (long seed = scenario.firstSeed(); seed <= scenario.lastSeed(); seed++) {
      progress.println("bench anti-entropy: " + algorithm.id() + ", seed " + seed);
      pair = scenario.keys() > SHARED_ABOVE ? pair : null;
      for (int count : scenario.differing()) {
        BitSet planted = planted(count, seed);
        Sample sample;
        if (buggify != null) {
          pair = scenario.kind().isAtLoad() ? null : pair;
          pair = pairFor(pair, planted, seed, buggify);
          sample = sample(pair, planted, seed);
        } else {
          items = items == null ? new Items(ring, scenario.itemBytes(), seed) : items;
          items.plant(scenario.kind(), planted);
          sample = sample(items, Objects.requireNonNull(shape));
        }
        samples.computeIfAbsent(count, c -> new ArrayList<>()).add(sample);
      }
    }
    return samples;
  }

  private BitSet planted(int count, long seed) {
    return count == 0 ? new BitSet() : scenario.planted(ring, count, seed);
  }

  private boolean isAtLoad(BitSet planted) {
    return scenario.kind().isAtLoad() && !planted.isEmpty();
  }

  /** The last pair, or a new one if there is none that is as good. */
  private StorePair pairFor(@Nullable StorePair last, BitSet planted, long seed, Buggify buggify) {
    if (last != null) {
      return last;
    }
    StorePair.Start start =
        isAtLoad(planted) ? new StorePair.Start(scenario.kind(), planted) : StorePair.Start.EQUAL;
    StorePair pair = new StorePair(ring, start, seed, buggify, losesRepairs);
    if (!isAtLoad(planted)) {
      pair.meet();
    }
    return pair;
  }

  private Sample sample(StorePair pair, BitSet planted, long seed) {
    long minimal = 0;
    Meter meter;
    if (planted.isEmpty()) {
      meter = pair.compareEqual();
    } else if (scenario.kind().isAtLoad()) {
      minimal = pair.minimalAtLoad();
      meter = pair.compareMeeting();
    } else {
      minimal = pair.change(scenario.kind(), planted, seed);
      meter = pair.compare();
    }
    return new Sample(
        planted.cardinality(),
        meter.found(),
        Sample.missed(planted, meter.named()),
        meter.isSettled(),
        meter.metadataBytes(),
        meter.repairedBytes(),
        minimal,
        meter.roundTrips(),
        meter.nanos(),
        meter.tier());
  }

  private Sample sample(Items items, Function<Items, Shape> shapes) {
    Shape shape = plant.spoil(shapes.apply(items), items.planted());
    Wire wire = new Wire();
    long began = System.nanoTime();
    BitSet named = shape.reconcile(wire);
    long nanos = System.nanoTime() - began;
    return new Sample(
        items.planted().cardinality(),
        named.cardinality(),
        Sample.missed(items.planted(), named),
        true,
        wire.metadataBytes(),
        wire.repairedBytes(),
        items.minimalBytes(),
        wire.roundTrips(),
        nanos,
        "");
  }
}
