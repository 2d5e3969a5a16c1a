package org.rejoin.cluster.pekko;

import java.time.Duration;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Note;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one machine of the engine: messages become inputs, effects are carried out, the monotonic
 * clock wakes it.
 *
 * <p>A machine that throws is stopped, as its state may be half changed: the error is logged with
 * the input, its calls are answered, the store's health turns red, the other machines go on. The
 * actor itself lives on to drop what still comes. The message type is {@code Object} as other nodes
 * may send anything to a path.
 */
final class MachineActor {
  private static final Logger LOG = LoggerFactory.getLogger(MachineActor.class);

  /** Pekko's scheduler refuses timers of many days; an early wake-up only sets the next one. */
  private static final long LONGEST_TIMER_NANOS = Duration.ofHours(1).toNanos();

  private final int index;
  private final Machine machine;
  private final Calls calls;
  private final Surroundings around;
  private final SplittableRandom entropy;
  private final TimerScheduler<Object> timers;
  private long wakeAt;
  private boolean timerSet;
  private boolean failed;

  private MachineActor(
      int index,
      Machine machine,
      Calls calls,
      Surroundings around,
      long seed,
      TimerScheduler<Object> timers) {
    this.index = index;
    this.machine = machine;
    this.calls = calls;
    this.around = around;
    this.entropy = new SplittableRandom(seed);
    this.timers = timers;
  }

  /** What a machine's effects reach. */
  interface Surroundings {
    void send(Effect.Send send);

    void tell(Effect.Tell tell);

    void notify(Effect.Notify notify);

    void trace(Effect.Trace trace);

    void settle(Effect.Settle settle);

    void offers(Effect.Offers offers);

    /** A frame came in; whether it is for this incarnation. */
    boolean received(WireFrame frame);

    void count(Counter counter);
  }

  /** An input of this node. */
  record Give(Input input) {}

  /** A call's input. */
  record Ask(long op, Input input) {}

  private enum Timer {
    WAKE
  }

  static Behavior<Object> create(
      int index, Machine machine, Calls calls, Surroundings around, long seed) {
    return Behaviors.withTimers(
        timers -> {
          MachineActor actor = new MachineActor(index, machine, calls, around, seed, timers);
          return Behaviors.receive(Object.class)
              .onMessage(Give.class, give -> actor.step(give.input()))
              .onMessage(Ask.class, actor::ask)
              .onMessage(WireFrame.class, actor::frame)
              .onMessage(Timer.class, wake -> actor.wake())
              .onMessage(WireMessage.Unreadable.class, counted -> Behaviors.same())
              .onAnyMessage(actor::stranger)
              .onSignal(PostStop.class, stop -> actor.stopped())
              .build();
        });
  }

  private Behavior<Object> ask(Ask ask) {
    return calls.begin(ask.op()) ? step(ask.input()) : Behaviors.same();
  }

  private Behavior<Object> frame(WireFrame frame) {
    return around.received(frame)
        ? step(new Input.Frame(new Endpoint(frame.from()), frame.bytes()))
        : Behaviors.same();
  }

  private Behavior<Object> stranger(Object message) {
    around.count(Counter.FRAMES_UNREADABLE);
    LOG.debug("{} got a message of {}", FrameSender.actorName(index), message.getClass());
    return Behaviors.same();
  }

  private Behavior<Object> wake() {
    timerSet = false;
    if (System.nanoTime() - wakeAt < 0) {
      schedule();
      return Behaviors.same();
    }
    return step(new Input.Wake());
  }

  private Behavior<Object> stopped() {
    calls.close("the store has stopped");
    return Behaviors.same();
  }

  private Behavior<Object> step(Input input) {
    if (failed) {
      return Behaviors.same();
    }
    try {
      Moment now = new Moment(System.nanoTime(), System.currentTimeMillis(), entropy.nextLong());
      for (Effect effect : machine.step(input, now)) {
        perform(effect);
      }
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      fail(input, e);
    }
    return Behaviors.same();
  }

  private void fail(Input input, Throwable thrown) {
    failed = true;
    timers.cancelAll();
    around.count(Counter.MACHINES_FAILED);
    LOG.error(
        "{} is stopped by a bug in Rejoin: it failed on {}. Its keys cannot be used on this node"
            + " until a restart; all others can. State: {}",
        FrameSender.actorName(index),
        input.getClass().getSimpleName(),
        machine,
        thrown);
    calls.close(FrameSender.actorName(index) + " was stopped by a bug: " + thrown);
    if (index != Machine.COORDINATOR) {
      around.tell(new Effect.Tell(Machine.COORDINATOR, new Note.GroupFailed(index - 1)));
    }
  }

  private void perform(Effect effect) {
    if (effect instanceof Effect.Send send) {
      around.send(send);
    } else if (effect instanceof Effect.Tell tell) {
      around.tell(tell);
    } else if (effect instanceof Effect.WakeAt wake) {
      wakeAt(wake.nanos());
    } else if (effect instanceof Effect.Reply reply) {
      calls.complete(reply.op(), reply.result());
    } else if (effect instanceof Effect.Notify notify) {
      around.notify(notify);
    } else if (effect instanceof Effect.Trace trace) {
      around.trace(trace);
    } else if (effect instanceof Effect.Settle settle) {
      around.settle(settle);
    } else if (effect instanceof Effect.Offers offers) {
      around.offers(offers);
    }
  }

  private void wakeAt(long nanos) {
    if (timerSet && nanos == wakeAt) {
      return;
    }
    wakeAt = nanos;
    schedule();
  }

  private void schedule() {
    long delay = Math.min(LONGEST_TIMER_NANOS, Math.max(0, wakeAt - System.nanoTime()));
    timerSet = true;
    timers.startSingleTimer(Timer.WAKE, Timer.WAKE, Duration.ofNanos(delay));
  }
}
