package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.crdt.GCounter;

@DisplayName("The actor around a machine")
class MachineActorTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          com.typesafe.config.ConfigFactory.parseString("pekko.actor.provider = local")
              .withFallback(com.typesafe.config.ConfigFactory.load()));

  private final StoreCounters counters = new StoreCounters();
  private final Calls calls = new Calls(Runnable::run, counters, 10);
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> done = new LinkedBlockingQueue<>();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private ActorRef<Object> machine(BiFunction<Input, Moment, List<Effect>> script) {
    return KIT.spawn(
        MachineActor.create(
            3,
            (input, now) -> {
              inputs.add(input);
              return script.apply(input, now);
            },
            calls,
            new Recorder(),
            42));
  }

  private CompletableFuture<ReadResult<GCounter>> ask(ActorRef<Object> actor) {
    return calls
        .<ReadResult<GCounter>>submit(
            CallAnswers.read(),
            op -> actor.tell(new MachineActor.Ask(op, new Input.ListKeys(op, Optional.empty(), 1))))
        .toCompletableFuture();
  }

  private Input nextInput() throws InterruptedException {
    return inputs.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void carries_effects_out_in_order() throws Exception {
    Effect.Send send = new Effect.Send(new Endpoint("e"), 0, Traffic.DELTA, new byte[1]);
    Effect.Notify notify = new Effect.Notify(4, null);
    ActorRef<Object> actor =
        machine((input, now) -> List.of(send, new Effect.Tell(2, null), notify));
    actor.tell(new MachineActor.Give(new Input.Unwatch(1)));

    assertThat(done.poll(10, TimeUnit.SECONDS)).isSameAs(send);
    assertThat(done.poll(10, TimeUnit.SECONDS)).isInstanceOf(Effect.Tell.class);
    assertThat(done.poll(10, TimeUnit.SECONDS)).isSameAs(notify);
  }

  @Test
  void wakes_the_machine_at_or_after_the_moment_it_asked_for_last() throws Exception {
    BlockingQueue<Long> times = new LinkedBlockingQueue<>();
    ActorRef<Object> actor =
        machine(
            (input, now) -> {
              if (input instanceof Input.Wake) {
                times.add(now.nanos());
                return List.of();
              }
              long asked = now.nanos() + TimeUnit.MILLISECONDS.toNanos(60);
              times.add(asked);
              return List.of(
                  new Effect.WakeAt(now.nanos() + TimeUnit.DAYS.toNanos(40_000)),
                  new Effect.WakeAt(now.nanos()),
                  new Effect.WakeAt(asked));
            });
    actor.tell(new MachineActor.Give(new Input.Unwatch(1)));

    assertThat(nextInput()).isInstanceOf(Input.Unwatch.class);
    assertThat(nextInput()).isInstanceOf(Input.Wake.class);
    long asked = times.poll(5, TimeUnit.SECONDS);
    assertThat(times.poll(5, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(asked);
    assertThat(inputs.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void gives_each_step_fresh_entropy() throws Exception {
    BlockingQueue<Long> entropy = new LinkedBlockingQueue<>();
    ActorRef<Object> actor =
        machine(
            (input, now) -> {
              entropy.add(now.entropy());
              return List.of();
            });
    actor.tell(new MachineActor.Give(new Input.Unwatch(1)));
    actor.tell(new MachineActor.Give(new Input.Unwatch(2)));
    assertThat(entropy.poll(10, TimeUnit.SECONDS)).isNotEqualTo(entropy.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void frames_for_this_incarnation_only_reach_the_machine() throws Exception {
    ActorRef<Object> actor = machine((input, now) -> List.of());
    actor.tell(new WireFrame(8, Traffic.DELTA, "other", new byte[] {1}));
    actor.tell(new byte[] {1, 2, 3});
    actor.tell("hello");
    actor.tell(new WireMessage.Unreadable("counted before"));
    actor.tell(new WireFrame(Recorder.UID, Traffic.DELTA, "peer", new byte[] {2}));

    Input.Frame frame = (Input.Frame) nextInput();
    assertThat(frame.from()).isEqualTo(new Endpoint("peer"));
    assertThat(frame.bytes()).containsExactly(2);
    assertThat(counters.snapshot().count(Counter.FRAMES_UNREADABLE)).isEqualTo(2);
  }

  @Test
  @DisplayName("A machine that throws is stopped, alone: its calls are answered, also later ones")
  void a_throwing_machine_is_stopped() throws Exception {
    ActorRef<Object> actor =
        machine(
            (input, now) -> {
              throw new IllegalStateException("planted");
            });
    CompletableFuture<ReadResult<GCounter>> during = ask(actor);
    assertThat(during.get(10, TimeUnit.SECONDS)).isInstanceOf(ReadResult.Unknown.class);
    ReadResult<GCounter> after = ask(actor).get(10, TimeUnit.SECONDS);
    assertThat(((ReadResult.Rejected<GCounter>) after).code()).isEqualTo(RejectedCode.STOPPED);
    assertThat(((ReadResult.Rejected<GCounter>) after).detail()).contains("group-2", "planted");
    assertThat(counters.snapshot().isHealthy()).isFalse();
    actor.tell(new MachineActor.Give(new Input.Unwatch(1)));
    actor.tell("still alive");
    await().until(() -> counters.snapshot().count(Counter.FRAMES_UNREADABLE) == 1);
    assertThat(inputs).hasSize(1);
  }

  @Test
  void calls_are_answered_when_the_actor_stops() throws Exception {
    ActorRef<Object> actor = machine((input, now) -> List.of());
    CompletableFuture<ReadResult<GCounter>> waiting = ask(actor);
    nextInput();
    KIT.stop(actor);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(ReadResult.Unknown.class);
    assertThat(ask(actor).get(10, TimeUnit.SECONDS))
        .isEqualTo(new ReadResult.Rejected<>(RejectedCode.STOPPED, "the store has stopped"));
  }

  @Test
  void replies_complete_their_call() throws Exception {
    ReadResult<GCounter> absent = new ReadResult.Absent<>(0, List.of("n1"));
    ActorRef<Object> actor =
        machine(
            (input, now) ->
                input instanceof Input.ListKeys list
                    ? List.of(new Effect.Reply(list.op(), absent))
                    : List.of());
    assertThat(ask(actor).get(10, TimeUnit.SECONDS)).isSameAs(absent);
  }

  private final class Recorder implements MachineActor.Surroundings {
    static final long UID = 9;

    @Override
    public void send(Effect.Send send) {
      done.add(send);
    }

    @Override
    public void tell(Effect.Tell tell) {
      done.add(tell);
    }

    @Override
    public void notify(Effect.Notify notify) {
      done.add(notify);
    }

    @Override
    public void settle(Effect.Settle settle) {}

    @Override
    public void offers(Effect.Offers offers) {}

    @Override
    public void trace(Effect.Trace trace) {
      done.add(trace);
    }

    @Override
    public boolean received(WireFrame frame) {
      return frame.toUid() == UID;
    }

    @Override
    public void count(Counter counter) {
      counters.add(counter);
    }
  }
}
