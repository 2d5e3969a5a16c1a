package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.Scenarios;

/** I17: what a frame makes a node allocate is bounded by its size, whatever it says. */
class AllocationTest {
  private static final long TIMES = 8;

  /** An exception with its trace, and what every frame costs. */
  private static final long AT_LEAST = 8192;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Plan PLAN = Generator.plan(Scenarios.named("every-type").orElseThrow(), 1);

  private static long allocated(Runnable work) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    work.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  /** One in some of the frames of a run, each damaged in several ways. */
  private static List<byte[]> hostile() {
    List<byte[]> frames = new ArrayList<>();
    Damage damage = new Damage(PLAN.draws());
    Silent observer =
        new Silent() {
          @Override
          public void sent(long frame, Incarnation from, Incarnation to, Effect.Send send) {
            if (frame % 8 == 0 && frames.size() < 4000) {
              frames.add(damage.makeHostile(send.frame(), frame, 1));
              frames.add(damage.makeHostile(send.frame(), frame, 2));
              frames.add(damage.forge(send.frame(), frame, 3));
              frames.add(damage.truncate(send.frame(), frame, 4));
            }
          }
        };
    new World(PLAN, Plants.NONE, observer).run();
    return frames;
  }

  private static void decode(byte[] frame) {
    try {
      Frame.decode(frame);
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageNotContaining("OutOfMemory");
    }
  }

  @Test
  @DisplayName("decoding a hostile frame allocates at most eight times its size")
  void decode_hostile_allocatesLittle() {
    List<byte[]> frames = hostile();
    assertThat(frames).hasSizeGreaterThan(1000);
    frames.forEach(AllocationTest::decode);
    for (byte[] frame : frames) {
      assertThat(allocated(() -> decode(frame)))
          .as("frame of %d bytes", frame.length)
          .isLessThanOrEqualTo(TIMES * frame.length + AT_LEAST);
    }
  }

  @Test
  @DisplayName("the gauge shows a decoder that trusts a length")
  void decode_trustsLength_allocatesMuch() {
    Plant plant =
        Plants.all().stream()
            .filter(p -> p.name().equals("trusts-length"))
            .findFirst()
            .orElseThrow();
    Machine machine =
        plant.plant(new Engines(PLAN).config("n1", new ReplicaId(1)), 1, (input, now) -> List.of());
    long most = 0;
    for (byte[] frame : hostile()) {
      Input input = new Input.Frame(new Endpoint("n2#1"), frame);
      long bytes = allocated(() -> stepped(machine, input));
      most = Math.max(most, bytes - TIMES * frame.length - AT_LEAST);
    }
    assertThat(most).isPositive();
  }

  private static void stepped(Machine machine, Input input) {
    try {
      machine.step(input, new Moment(0, 0, 0));
    } catch (RuntimeException e) {
      assertThat(e).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
