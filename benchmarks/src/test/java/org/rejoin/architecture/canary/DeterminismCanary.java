package org.rejoin.architecture.canary;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes each banned call once, and the harmless neighbours of some. */
public final class DeterminismCanary {
  /** The number of banned calls in {@link #spelledOtherwise}. */
  public static final int SPELLED_OTHERWISE = 10;

  private DeterminismCanary() {}

  static Object[] clocksAndChance(List<String> list) {
    Supplier<UUID> byReference = UUID::randomUUID;
    Collections.shuffle(list);
    return new Object[] {
      System.nanoTime(),
      Instant.now(),
      byReference,
      ThreadLocalRandom.current(),
      new SecureRandom(),
      Math.random(),
      new Random(),
      new SplittableRandom(),
      System.identityHashCode(list)
    };
  }

  static Object[] machine(List<String> list, String text) {
    return new Object[] {
      list.parallelStream(),
      Stream.of(1).parallel(),
      text.getBytes(),
      text.toLowerCase(),
      ZoneId.systemDefault(),
      Files.exists(Path.of(text)),
      Thread.currentThread()
    };
  }

  static Object[] spelledOtherwise(byte[] bytes, Object[] elements, Map<String, String> map) {
    return new Object[] {
      new String(bytes),
      new InputStreamReader(new ByteArrayInputStream(bytes)),
      String.format("%d", 1),
      "%d".formatted(1),
      Map.of(1, 1, 2, 2),
      Map.copyOf(map),
      Set.of(elements),
      map.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
      map.keySet().stream().collect(Collectors.groupingBy(String::length)),
      Clock.systemUTC()
    };
  }

  static Object[] order(List<String> list) {
    return new Object[] {
      new HashMap<>(), Set.of(1, 2), list.stream().collect(Collectors.toSet()),
    };
  }

  static Object[] allowed(String text) {
    return new Object[] {
      text.getBytes(StandardCharsets.UTF_8),
      new String(new byte[0], StandardCharsets.UTF_8),
      text.toLowerCase(Locale.ROOT),
      new Random(1),
      new TreeMap<>(),
      new LinkedHashMap<>(),
      Set.of(),
      Set.of(1),
      Map.of(),
      Map.of(1, 2),
      String.format(Locale.ROOT, "%d", 1)
    };
  }
}
