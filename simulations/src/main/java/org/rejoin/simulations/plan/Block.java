package org.rejoin.simulations.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** One object of a scenario: typed access with bounds, and a refusal of keys nobody asked for. */
final class Block {
  private final String path;
  private final Config config;
  private final Set<String> unread;

  Block(String path, Config config) {
    this.path = path;
    this.config = config;
    this.unread = new TreeSet<>(config.root().keySet());
  }

  private boolean has(String key) {
    unread.remove(key);
    return config.hasPath(key);
  }

  private IllegalArgumentException wrong(String key, String why) {
    return new IllegalArgumentException(path + key + ": " + why);
  }

  String text(String key) {
    if (!has(key)) {
      throw wrong(key, "is missing");
    }
    return text(key, "");
  }

  String text(String key, String fallback) {
    try {
      return has(key) ? config.getString(key) : fallback;
    } catch (ConfigException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  double number(String key, double fallback, double low, double high) {
    try {
      double value = has(key) ? config.getDouble(key) : fallback;
      if (!(value >= low && value <= high)) {
        throw wrong(key, value + " is not from " + low + " to " + high);
      }
      return value;
    } catch (ConfigException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  boolean flag(String key, boolean fallback) {
    try {
      return has(key) ? config.getBoolean(key) : fallback;
    } catch (ConfigException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  /** A text, one of some. */
  String oneOf(String key, String fallback, List<String> known) {
    String value = text(key, fallback);
    if (!known.contains(value)) {
      throw wrong(key, value + ": use " + String.join(", ", known));
    }
    return value;
  }

  List<String> texts(String key) {
    try {
      return has(key) ? config.getStringList(key) : List.of();
    } catch (ConfigException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  boolean isList(String key) {
    return config.hasPath(key) && config.getValue(key).valueType() == ConfigValueType.LIST;
  }

  int count(String key, int fallback, int low, int high) {
    return (int) number(key, fallback, low, high);
  }

  long millis(String key, long fallback) {
    try {
      long value = has(key) ? config.getDuration(key, TimeUnit.MILLISECONDS) : fallback;
      if (value < 0 || value > PlanConfig.MAX_PHASE_MILLIS) {
        throw wrong(key, value + " ms is not from 0 to an hour");
      }
      return value;
    } catch (ConfigException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  Block block(String key) {
    try {
      Config inner = has(key) ? config.getConfig(key) : ConfigFactory.empty();
      return new Block(path + key + ".", inner);
    } catch (ConfigException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  List<Block> blocks(String key) {
    try {
      List<Block> blocks = new ArrayList<>();
      if (has(key)) {
        for (Config inner : config.getConfigList(key)) {
          blocks.add(new Block(path + key + "[" + blocks.size() + "].", inner));
        }
      }
      return blocks;
    } catch (ConfigException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  Set<String> keys() {
    return new TreeSet<>(config.root().keySet());
  }

  /** Refuses what was not read. */
  void end() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown setting " + path + unread.iterator().next() + " in the scenario");
    }
  }
}
