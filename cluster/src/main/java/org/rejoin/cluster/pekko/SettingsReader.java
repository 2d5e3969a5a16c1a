package org.rejoin.cluster.pekko;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads keys with their ranges and remembers which ones, so that a test can compare. */
final class SettingsReader {
  private final Config config;
  private final Set<String> keys = new TreeSet<>();

  SettingsReader(Config config) {
    this.config = config;
  }

  /** The keys of Rejoin that were read. */
  Set<String> keys() {
    return keys;
  }

  private String key(String key) {
    keys.add(key);
    return key;
  }

  String matching(String key, String pattern) {
    String value = config.getString(key(key));
    if (!value.matches(pattern)) {
      throw refused(key, value, "reference.conf says what it may be");
    }
    return value;
  }

  String oneOf(String key, List<String> values) {
    String value = config.getString(key(key));
    if (!values.contains(value)) {
      throw refused(key, value, "use one of " + values);
    }
    return value;
  }

  List<String> strings(String key) {
    return new ArrayList<>(config.getStringList(key(key)));
  }

  int number(String key, int min, int max) {
    int value = config.getInt(key(key));
    if (value < min || value > max) {
      throw refused(key, value, "use " + min + " to " + max);
    }
    return value;
  }

  int powerOfTwo(String key, int max) {
    int value = config.getInt(key(key));
    if (value < 1 || value > max || Integer.bitCount(value) != 1) {
      throw refused(key, value, "use a power of two from 1 to " + max);
    }
    return value;
  }

  long bytes(String key, long min, long max) {
    long value = config.getBytes(key(key));
    if (value < min || value > max) {
      throw refused(key, value + " bytes", "use " + min + " to " + max + " bytes");
    }
    return value;
  }

  Duration duration(String key, Duration min, Duration max) {
    Duration value = config.getDuration(key(key));
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw refused(key, config.getString(key), "use " + min + " to " + max);
    }
    return value;
  }

  /** Empty for {@code off}. */
  Optional<Duration> durationOrOff(String key, Duration min, Duration max) {
    String value = config.getString(key(key));
    if (value.equals("off") || value.equals("false")) {
      return Optional.empty();
    }
    return Optional.of(duration(key, min, max));
  }

  /** A key of somebody else, if it is there. */
  Optional<Long> foreignBytes(String key) {
    return config.hasPath(key) ? Optional.of(config.getBytes(key)) : Optional.empty();
  }

  private static IllegalArgumentException refused(String key, Object value, String instead) {
    return new IllegalArgumentException(key + " = " + value + ": " + instead);
  }
}
