package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.Scenarios;

/** Real frames of a short run, damaged in every way. */
class DamageTest {
  private static final int TIMES = 20;
  private static final long PER_BYTE = 8;

  /** An exception with its stack, a message, an object or two. */
  private static final long REFUSAL_BYTES = 16_384;

  private final Damage damage = new Damage(new Draws(5));
  private static final List<byte[]> FRAMES = frames();

  private static List<byte[]> frames() {
    Plan plan = Generator.plan(Scenarios.named("calm").orElseThrow(), 1);
    List<byte[]> frames = new ArrayList<>();
    Observer observer =
        new Silent() {
          @Override
          public void sent(long frame, Incarnation from, Incarnation to, Effect.Send send) {
            if (frame % 7 == 0) {
              frames.add(send.frame());
            }
          }
        };
    new World(plan, Plants.NONE, observer).run();
    return frames;
  }

  @Test
  @DisplayName("what is made malformed under a right checksum is refused, by its content")
  void makeHostile_anyFrame_refusedNotByChecksum() {
    assertThat(FRAMES).hasSizeGreaterThan(100);
    for (int i = 0; i < FRAMES.size(); i++) {
      for (int draw = 0; draw < TIMES; draw++) {
        byte[] hostile = damage.makeHostile(FRAMES.get(i), i, draw);
        assertThatThrownBy(() -> Frame.decode(hostile))
            .isInstanceOf(MalformedBytesException.class)
            .hasMessageNotContaining("checksum");
      }
    }
  }

  @Test
  @DisplayName("a hostile frame makes the decoder allocate no more than eight times its size")
  void makeHostile_anyFrame_littleIsAllocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < FRAMES.size(); i++) {
        byte[] hostile = damage.makeHostile(FRAMES.get(i), i, round);
        long before = threads.getThreadAllocatedBytes(thread);
        decode(hostile);
        long took = threads.getThreadAllocatedBytes(thread) - before;
        if (round > 0) {
          assertThat(took).isLessThan(PER_BYTE * hostile.length + REFUSAL_BYTES);
        }
      }
    }
  }

  private static void decode(byte[] frame) {
    try {
      Frame.decode(frame);
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageNotContaining("checksum");
    }
  }

  @Test
  void flipOrTruncate_anyFrame_refused() {
    for (int i = 0; i < FRAMES.size(); i++) {
      byte[] frame = FRAMES.get(i);
      byte[] flipped = damage.flip(frame, i, 1);
      byte[] shorter = damage.truncate(frame, i, 1);
      assertThatThrownBy(() -> Frame.decode(flipped)).isInstanceOf(MalformedBytesException.class);
      assertThatThrownBy(() -> Frame.decode(shorter)).isInstanceOf(MalformedBytesException.class);
      Frame.decode(frame);
    }
  }

  @Test
  void shorten_framesWithEntries_wellFormedAndAnEntryShorter() {
    int altered = 0;
    for (byte[] frame : FRAMES) {
      Optional<byte[]> shorter = EntryDamage.shorten(frame, 0x123456789ABCDEFL);
      if (shorter.isPresent()) {
        Frame.decode(shorter.get());
        assertThat(shorter.get().length).isLessThan(frame.length);
        altered++;
      }
    }
    assertThat(altered).isPositive().isLessThan(FRAMES.size());
  }

  @Test
  void forge_anyFrame_theChecksumIsRight() {
    int believed = 0;
    for (int i = 0; i < FRAMES.size(); i++) {
      byte[] forged = damage.forge(FRAMES.get(i), i, 1);
      try {
        Frame.decode(forged);
        believed++;
      } catch (MalformedBytesException e) {
        assertThat(e).hasMessageNotContaining("checksum");
      }
    }
    assertThat(believed).isPositive();
  }
}
