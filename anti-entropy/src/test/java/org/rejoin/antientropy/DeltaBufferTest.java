package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.DeltaBuffer.Batch;
import org.rejoin.antientropy.DeltaBuffer.Limits;

class DeltaBufferTest {
  private static final int HUGE = 1 << 20;

  private final DeltaBuffer<String> buffer = new DeltaBuffer<>(new Limits(100, 5, 1000), 1);

  private void append(String... entries) {
    for (String entry : entries) {
      buffer.append(entry, 10, 0);
    }
  }

  private Batch<String> next(int maxBytes) {
    return buffer.nextBatch(maxBytes, HUGE, 0).orElseThrow();
  }

  @Test
  @DisplayName("entries are numbered, sent in batches and forgotten when acknowledged")
  void ordinaryCourse() {
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.append("a", 10, 0)).isZero();
    assertThat(buffer.append("b", 10, 0)).isEqualTo(1);
    assertThat(buffer.append("c", 10, 0)).isEqualTo(2);
    assertThat(next(20)).isEqualTo(new Batch<>(1, 0, List.of("a", "b")));
    assertThat(buffer.hasUnsent()).isTrue();
    assertThat(next(20)).isEqualTo(new Batch<>(1, 2, List.of("c")));
    assertThat(buffer.hasUnsent()).isFalse();
    assertThat(buffer.nextBatch(20, HUGE, 0)).isEmpty();
    assertThat(buffer.acknowledge(1, 2)).isTrue();
    assertThat(buffer.acked()).isEqualTo(2);
    assertThat(buffer.pendingBytes()).isEqualTo(10);
    assertThat(buffer.pendingEntries()).isEqualTo(1);
    assertThat(buffer.isAwaitingAck()).isTrue();
    assertThat(buffer.acknowledge(1, 3)).isTrue();
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.isAwaitingAck()).isFalse();
    assertThat(buffer.append("d", 10, 0)).isEqualTo(3);
    assertThat(buffer.stream()).isEqualTo(1);
    assertThat(buffer.takeDropped()).isFalse();
  }

  @Test
  void nextBatch_entryAboveTheBatchLimit_goesAlone() {
    append("a", "b");
    assertThat(next(3).entries()).containsExactly("a");
    assertThat(next(3).entries()).containsExactly("b");
  }

  @Test
  @DisplayName("the window bounds what is under way; one entry above it goes alone")
  void window() {
    append("a", "b", "c");
    assertThat(buffer.nextBatch(100, 25, 0).orElseThrow().entries()).containsExactly("a", "b");
    assertThat(buffer.nextBatch(100, 25, 0)).isEmpty();
    buffer.acknowledge(1, 1);
    assertThat(buffer.nextBatch(100, 25, 0).orElseThrow().entries()).containsExactly("c");
    buffer.acknowledge(1, 3);
    append("d", "e");
    assertThat(buffer.nextBatch(100, 5, 0).orElseThrow().entries()).containsExactly("d");
    assertThat(buffer.nextBatch(100, 5, 0)).isEmpty();
  }

  @Test
  @DisplayName("at the bound of entries the claim is dropped and the entry begins the new stream")
  void entryBound() {
    append("a", "b", "c", "d", "e");
    assertThat(buffer.takeDropped()).isFalse();
    assertThat(buffer.append("f", 10, 0)).isZero();
    assertThat(buffer.takeDropped()).isTrue();
    assertThat(buffer.takeDropped()).isFalse();
    assertThat(buffer.stream()).isEqualTo(2);
    assertThat(next(100)).isEqualTo(new Batch<>(2, 0, List.of("f")));
  }

  @Test
  void append_atTheBoundOfBytes_dropsTheClaim() {
    buffer.append("a", 60, 0);
    buffer.append("b", 40, 0);
    assertThat(buffer.takeDropped()).isFalse();
    assertThat(buffer.append("c", 1, 0)).isZero();
    assertThat(buffer.takeDropped()).isTrue();
    assertThat(buffer.pendingBytes()).isEqualTo(1);
  }

  @Test
  void append_largerThanTheBuffer_dropsTheClaimAndIsNotKept() {
    append("a");
    assertThat(buffer.append("huge", 101, 0)).isEqualTo(DeltaBuffer.NOT_KEPT);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.stream()).isEqualTo(2);
    assertThat(buffer.takeDropped()).isTrue();
    assertThat(buffer.append("b", 10, 0)).isZero();
  }

  @Test
  @DisplayName("an entry older than the limit drops the claim, whoever looks first")
  void age() {
    append("a");
    assertThat(buffer.expire(1000)).isFalse();
    assertThat(buffer.expire(1001)).isTrue();
    assertThat(buffer.expire(5000)).as("nothing to expire").isFalse();
    buffer.append("b", 10, 2000);
    assertThat(buffer.nextBatch(100, HUGE, 3001)).isEmpty();
    assertThat(buffer.stream()).isEqualTo(3);
    buffer.append("c", 10, 4000);
    next(100);
    assertThat(buffer.append("d", 10, 5001)).isZero();
    assertThat(buffer.stream()).isEqualTo(4);
    assertThat(buffer.expire(0)).as("a clock that went back").isFalse();
  }

  @Test
  void acknowledge_otherStreamOrImpossibleNumber_isIgnored() {
    append("a", "b", "c");
    next(20);
    assertThat(buffer.acknowledge(2, 1)).isFalse();
    assertThat(buffer.acknowledge(0, 1)).isFalse();
    assertThat(buffer.acknowledge(1, 3)).as("not sent yet").isFalse();
    assertThat(buffer.acknowledge(1, -1)).isFalse();
    assertThat(buffer.pendingEntries()).isEqualTo(3);
    assertThat(buffer.acknowledge(1, 2)).isTrue();
    assertThat(buffer.acknowledge(1, 1)).as("late").isTrue();
    assertThat(buffer.acked()).isEqualTo(2);
  }

  @Test
  @DisplayName("a late acknowledgement counts also after a rewind")
  void acknowledgeAfterRewind() {
    append("a", "b", "c");
    next(100);
    buffer.rewind();
    assertThat(buffer.acknowledge(1, 2)).isTrue();
    assertThat(next(100)).isEqualTo(new Batch<>(1, 2, List.of("c")));
    assertThat(buffer.pendingBytes()).isEqualTo(10);
  }

  @Test
  @DisplayName("a first refusal sends again, a second one without progress drops the claim")
  void refusedTwice() {
    append("a", "b", "c");
    next(10);
    next(10);
    assertThat(buffer.nack(1, 0)).isEqualTo(NackOutcome.RESEND);
    assertThat(next(10)).isEqualTo(new Batch<>(1, 0, List.of("a")));
    next(10);
    assertThat(buffer.nack(1, 0)).isEqualTo(NackOutcome.DROPPED);
    assertThat(buffer.takeDropped()).isTrue();
    assertThat(buffer.stream()).isEqualTo(2);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.nack(1, 0)).isEqualTo(NackOutcome.IGNORED);
  }

  @Test
  @DisplayName("one loss among many batches under way is refused many times and resent once")
  void refusalsByBatchesUnderWay() {
    append("a", "b", "c", "d", "e");
    for (int i = 0; i < 5; i++) {
      next(10);
    }
    buffer.acknowledge(1, 1);
    assertThat(buffer.nack(1, 1)).isEqualTo(NackOutcome.RESEND);
    assertThat(next(10)).isEqualTo(new Batch<>(1, 1, List.of("b")));
    assertThat(buffer.nack(1, 1)).isEqualTo(NackOutcome.IGNORED);
    assertThat(buffer.nack(1, 1)).isEqualTo(NackOutcome.IGNORED);
    assertThat(buffer.nack(1, 1)).isEqualTo(NackOutcome.DROPPED);
  }

  @Test
  void nack_withProgress_startsCountingAnew() {
    append("a", "b", "c");
    next(10);
    next(10);
    next(10);
    assertThat(buffer.nack(1, 1)).isEqualTo(NackOutcome.RESEND);
    assertThat(buffer.acked()).as("a refusal acknowledges what is before it").isEqualTo(1);
    next(10);
    next(10);
    assertThat(buffer.nack(1, 2)).isEqualTo(NackOutcome.RESEND);
    assertThat(buffer.nack(1, 1)).as("late").isEqualTo(NackOutcome.IGNORED);
    assertThat(buffer.nack(1, 4)).as("impossible").isEqualTo(NackOutcome.IGNORED);
    assertThat(buffer.nack(1, -1)).isEqualTo(NackOutcome.IGNORED);
    assertThat(buffer.nack(7, 2)).isEqualTo(NackOutcome.IGNORED);
    assertThat(next(10)).isEqualTo(new Batch<>(1, 2, List.of("c")));
  }

  @Test
  void rewind_afterATimeout_sendsFromTheFirstUnacknowledged() {
    append("a", "b", "c");
    next(100);
    buffer.acknowledge(1, 1);
    buffer.rewind();
    buffer.rewind();
    assertThat(next(100)).isEqualTo(new Batch<>(1, 1, List.of("b", "c")));
  }

  @Test
  void dropClaim_always_beginsANewStream() {
    buffer.dropClaim();
    assertThat(buffer.stream()).isEqualTo(2);
    append("a");
    next(10);
    buffer.dropClaim();
    assertThat(buffer.stream()).isEqualTo(3);
    assertThat(buffer.acked()).isZero();
    assertThat(buffer.acknowledge(2, 1)).isFalse();
    assertThat(buffer.acknowledge(3, 1)).isFalse();
  }

  @Test
  void arguments_outOfBounds_areRefused() {
    assertThatThrownBy(() -> new Limits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeltaBuffer<String>(new Limits(1, 1, 1), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> buffer.append("a", -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> buffer.nextBatch(0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> buffer.nextBatch(1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
