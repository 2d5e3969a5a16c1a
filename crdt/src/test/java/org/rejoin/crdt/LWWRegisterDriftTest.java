package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.Codecs;

/** A clock that is ahead does not decide what a careful reader sees. */
class LWWRegisterDriftTest {
  private static LWWRegister<String> set(long replica, long millis, String value) {
    return LWWRegister.type(Codecs.utf8())
        .bottom()
        .edit(new Origin(new ReplicaId(replica), new Hlc((millis << 16) | 7)), e -> e.set(value))
        .state();
  }

  @Test
  void a_write_ahead_of_the_limit_ranks_last() {
    LWWRegister<String> register = set(1, 10, "now").join(set(2, 90_000, "tomorrow"));

    assertThat(register.value()).contains("tomorrow");
    assertThat(register.valueAsOf(Hlc.ofMillis(10))).contains("now");
    assertThat(register.valueAsOf(Hlc.ofMillis(89_999))).contains("now");
    assertThat(register.valueAsOf(Hlc.ofMillis(90_000))).contains("tomorrow");
  }

  @Test
  void it_shows_where_nothing_else_is_there() {
    assertThat(set(2, 90_000, "tomorrow").valueAsOf(Hlc.ZERO)).contains("tomorrow");
    assertThat(LWWRegister.type(Codecs.utf8()).bottom().valueAsOf(Hlc.ZERO)).isEmpty();
    assertThat(set(1, 80_000, "early").join(set(2, 90_000, "tomorrow")).valueAsOf(Hlc.ofMillis(5)))
        .contains("tomorrow");
  }

  @Test
  void a_later_write_still_replaces_it() {
    LWWRegister<String> ahead = set(2, 90_000, "tomorrow");
    LWWRegister<String> after =
        ahead.edit(new Origin(new ReplicaId(1), Hlc.ofMillis(11)), e -> e.set("corrected")).state();

    assertThat(after.join(ahead).valueAsOf(Hlc.ofMillis(12))).contains("corrected");
    assertThat(after.join(ahead).value()).contains("corrected");
  }

  @Test
  void a_map_reads_each_key_as_its_register_does() {
    LWWMap<String, String> map =
        LWWMap.type(Codecs.utf8(), Codecs.utf8())
            .bottom()
            .edit(new Origin(new ReplicaId(1), Hlc.ofMillis(10)), e -> e.put("k", "now"))
            .state();
    LWWMap<String, String> ahead =
        LWWMap.type(Codecs.utf8(), Codecs.utf8())
            .bottom()
            .edit(new Origin(new ReplicaId(2), Hlc.ofMillis(90_000)), e -> e.put("k", "tomorrow"))
            .state();

    assertThat(map.join(ahead).get("k")).contains("tomorrow");
    assertThat(map.join(ahead).getAsOf("k", Hlc.ofMillis(10))).contains("now");
    assertThat(map.getAsOf("other", Hlc.ofMillis(10))).isEmpty();
  }
}
