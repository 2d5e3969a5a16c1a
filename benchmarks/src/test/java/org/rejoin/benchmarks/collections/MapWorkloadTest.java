package org.rejoin.benchmarks.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rejoin.benchmarks.harness.SanityException;
import org.rejoin.benchmarks.harness.Timed;

/** The checks before each timing, over all candidates and over one that is broken. */
class MapWorkloadTest {
  private static final int SIZE = 100;

  /** Changes the map that it was given, as no persistent map may. */
  private static final class InPlace extends MapCandidate<Map<String, String>> {
    @Override
    Map<String, String> empty() {
      return new HashMap<>();
    }

    @Override
    int size(Map<String, String> map) {
      return map.size();
    }

    @Override
    @Nullable String get(Map<String, String> map, String key) {
      return map.get(key);
    }

    @Override
    Map<String, String> with(Map<String, String> map, String key) {
      map.put(key, key);
      return map;
    }

    @Override
    Map<String, String> without(Map<String, String> map, String key) {
      return map;
    }

    @Override
    Iterator<String> keys(Map<String, String> map) {
      return map.keySet().stream().limit(SIZE / 2).iterator();
    }

    @Override
    boolean isSorted() {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Candidate.class)
  @DisplayName("Every candidate does the work of every measure")
  void candidateDoesItsWork(Candidate candidate) {
    MapWorkload<?> workload = candidate.workload(SIZE);
    for (MapMeasure measure : MapMeasure.values()) {
      if (measure.isTimed()) {
        Timed timed = workload.timed(measure.id());
        assertThat(timed.operation().apply(1)).as(measure.id()).isNotNull();
      } else {
        assertThat(workload.counted(measure.id())).as(measure.id()).isBetween(8.0, 200.0);
      }
    }
  }

  @Test
  @DisplayName("A map that is changed in place, loses a removal or skips keys is found out")
  void brokenCandidateIsFound() {
    assertThatThrownBy(() -> new MapWorkload<>(new InPlace(), SIZE).timed("collections.with"))
        .isInstanceOf(SanityException.class)
        .hasMessageContaining("changed an earlier map");
    assertThatThrownBy(() -> new MapWorkload<>(new InPlace(), SIZE).timed("collections.without"))
        .isInstanceOf(SanityException.class)
        .hasMessageContaining("has 100 keys after a change of -1");
    assertThatThrownBy(() -> new MapWorkload<>(new InPlace(), SIZE).timed("collections.iterate"))
        .isInstanceOf(SanityException.class)
        .hasMessageContaining("does not visit every key");
  }
}
