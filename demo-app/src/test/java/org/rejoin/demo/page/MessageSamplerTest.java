package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.demo.page.PageSource.Message;

final class MessageSamplerTest {
  private final MessageSampler sampler = new MessageSampler();

  private void add(Message.Kind kind, int times) {
    for (int i = 0; i < times; i++) {
      sampler.add(new Message("w1", "e1", kind, 10, false));
    }
  }

  @Test
  @DisplayName("nothing seen, nothing told")
  void empty() {
    assertThat(sampler.drain()).isEmpty();
  }

  @Test
  @DisplayName("few messages are all shown, once")
  void all() {
    add(Message.Kind.CONTROL, 3);
    MessageSampler.Tick tick = sampler.drain().orElseThrow();
    assertThat(tick.shown()).hasSize(3);
    assertThat(tick.sizeBytes()).isEqualTo(30);
    assertThat(sampler.drain()).isEmpty();
  }

  @Test
  @DisplayName("of many, a bounded number is shown, data first, and all are counted")
  void sampled() {
    add(Message.Kind.CONTROL, 500);
    add(Message.Kind.REPAIR, 30);
    MessageSampler.Tick tick = sampler.drain().orElseThrow();
    assertThat(tick.shown()).hasSize(MessageSampler.MAX_PER_TICK);
    assertThat(tick.shown()).filteredOn(each -> each.kind() == Message.Kind.REPAIR).hasSize(30);
    assertThat(tick.seen()).isEqualTo(530);
  }
}
