package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("reference.conf")
class ReferenceConfTest {
  /** Sections whose keys are Pekko's. */
  private static final Set<String> OF_PEKKO = Set.of("rejoin.machine-dispatcher", "rejoin.mailbox");

  private static Config reference() {
    return ConfigFactory.load();
  }

  private static Config with(String overrides) {
    return ConfigFactory.parseString(overrides).withFallback(reference()).resolve();
  }

  private static void collect(String path, ConfigObject in, Map<String, ConfigValue> into) {
    in.forEach(
        (key, value) -> {
          String full = path + "." + key;
          if (OF_PEKKO.contains(full)) {
            return;
          }
          if (value instanceof ConfigObject section) {
            collect(full, section, into);
          } else {
            into.put(full, value);
          }
        });
  }

  private static Map<String, ConfigValue> documented() {
    Map<String, ConfigValue> keys = new TreeMap<>();
    collect(
        "rejoin", ConfigFactory.parseResources("reference.conf").getConfig("rejoin").root(), keys);
    return keys;
  }

  @Test
  void every_key_is_read_and_every_read_key_is_there() {
    SettingsReader reader = new SettingsReader(reference());
    StoreSettings.of(reader);
    assertThat(reader.keys()).isEqualTo(new TreeSet<>(documented().keySet()));
  }

  @Test
  void every_key_says_what_it_means_its_range_and_when_to_change_it() {
    documented()
        .forEach(
            (key, value) -> {
              List<String> comments = value.origin().comments();
              assertThat(comments).as(key).hasSizeGreaterThan(2);
              assertThat(comments).as(key).anyMatch(line -> line.startsWith(" Range: "));
              assertThat(comments).as(key).anyMatch(line -> line.startsWith(" Change: "));
            });
  }

  @Test
  void the_defaults_are_those_of_the_engine() {
    StoreSettings settings = StoreSettings.of(reference());
    assertThat(settings.intervals())
        .isEqualTo(org.rejoin.cluster.engine.EngineConfig.Intervals.DEFAULT);
    assertThat(settings.limits()).isEqualTo(org.rejoin.cluster.engine.EngineConfig.Limits.DEFAULT);
    assertThat(settings.groups()).isEqualTo(16);
  }

  @Test
  void off_is_taken_where_it_is_documented() {
    assertThat(
            StoreSettings.of(with("rejoin.anti-entropy-interval = off")).intervals().antiEntropy())
        .isEqualTo(StoreSettings.NEVER);
    assertThat(StoreSettings.of(with("rejoin.drain-timeout = 0s")).drainTimeout())
        .isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rejoin.groups = 12|rejoin.groups = 12",
        "rejoin.groups = 2048|power of two",
        "rejoin.store = \"a b\"|rejoin.store = a b",
        "rejoin.node-id = \"a b\"|rejoin.node-id = a b",
        "rejoin.secret = \"\"|rejoin.secret",
        "rejoin.hash-suite = md5|use one of [sha256]",
        "rejoin.replica-set = [a, a]|each once",
        "rejoin.delta-interval = 0s|rejoin.delta-interval = 0s",
        "rejoin.anti-entropy-interval = 3d|rejoin.anti-entropy-interval = 3d",
        "rejoin.window = 1 KiB|rejoin.window = 1024 bytes",
        "rejoin.inbox = 64 KiB|rejoin.inbox",
        "rejoin.max-operations = 0|rejoin.max-operations = 0",
        "rejoin.buffer.max-age = 1ms|rejoin.buffer.max-age",
        "rejoin.max-frame = 16 KiB|rejoin.max-frame",
        "rejoin.max-frame = 2 MiB|rejoin.max-frame"
      })
  void a_value_out_of_range_is_refused_by_name(String override, String message) {
    assertThatThrownBy(() -> StoreSettings.of(with(override)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_frame_that_artery_cannot_carry_is_refused_naming_both() {
    assertThatThrownBy(
            () ->
                StoreSettings.of(with("pekko.remote.artery.advanced.maximum-frame-size = 64 KiB")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rejoin.max-frame")
        .hasMessageContaining("pekko.remote.artery.advanced.maximum-frame-size");
  }

  @Test
  void the_secret_is_in_no_text() {
    assertThat(StoreSettings.of(with("rejoin.secret = hush")).toString()).doesNotContain("hush");
  }
}
