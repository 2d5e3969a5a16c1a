package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.dispatch.Envelope;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;

@DisplayName("The mailbox of a machine")
class FrameMailboxTest {
  private final StoreCounters counters = new StoreCounters();
  private final FrameMailbox.Queue queue = new FrameMailbox.Queue(10_000, counters);

  private void put(Object message) {
    queue.enqueue(ActorRef.noSender(), Envelope.apply(message, ActorRef.noSender()));
  }

  private static WireFrame frame(int bytes) {
    return new WireFrame(1, Traffic.DELTA, "somebody", new byte[bytes]);
  }

  private long dropped() {
    return counters.snapshot().count(Counter.FRAMES_DROPPED_AT_INBOX);
  }

  @Test
  void drops_and_counts_frames_beyond_its_bytes_and_keeps_everything_else() {
    for (int i = 0; i < 100; i++) {
      put(frame(1_000));
      put("local " + i);
    }
    assertThat(dropped()).isEqualTo(93);
    assertThat(queue.numberOfMessages()).isEqualTo(107);
  }

  @Test
  void has_room_again_when_frames_were_taken_out() {
    for (int round = 0; round < 50; round++) {
      put(frame(9_000));
      assertThat(queue.dequeue()).isNotNull();
    }
    assertThat(dropped()).isZero();
    assertThat(queue.dequeue()).isNull();
    assertThat(queue.hasMessages()).isFalse();
  }

  @Test
  void empty_and_unreadable_frames_weigh_too() {
    for (int i = 0; i < 100; i++) {
      put(frame(0));
      put(new WireMessage.Unreadable("x"));
    }
    assertThat(queue.numberOfMessages()).isLessThan(40);
    assertThat(dropped()).isPositive();
  }
}
