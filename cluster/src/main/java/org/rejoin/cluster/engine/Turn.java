package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Greet;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.conflict.ResolverOffer;

/**
 * One machine's surroundings during a step: the moment, the alarms, and the effects so far. The
 * parts of a machine share it; between steps it is at rest.
 */
final class Turn {
  private final EngineConfig config;
  private final int machine;
  private final Buggify buggify;
  private final Alarms alarms = new Alarms();
  private List<Effect> effects = new ArrayList<>();
  private Moment now = new Moment(0, 0, 0);
  private long draws;
  private long wish = Long.MAX_VALUE;

  Turn(EngineConfig config, int machine, Buggify buggify) {
    this.config = config;
    this.machine = machine;
    this.buggify = buggify;
  }

  /** Starts a step and runs what is due. */
  void begin(Moment moment) {
    now = moment;
    draws = 0;
    if (moment.nanos() >= wish) {
      wish = Long.MAX_VALUE;
    }
    alarms.run(moment.nanos());
  }

  /** Ends the step: its effects in order. */
  List<Effect> end() {
    if (!alarms.isEmpty() && alarms.earliest() < wish) {
      wish = alarms.earliest();
      effects.add(new Effect.WakeAt(wish));
    }
    List<Effect> done = effects;
    effects = new ArrayList<>();
    return done;
  }

  EngineConfig config() {
    return config;
  }

  /** Whether to do here what is allowed and rare. */
  boolean fires(Buggify.Point point) {
    return buggify.fires(machine, point);
  }

  long nanos() {
    return now.nanos();
  }

  long wallMillis() {
    return now.wallMillis();
  }

  /** The next of this step's random bits. */
  long draw() {
    long z = now.entropy() + 0x9E3779B97F4A7C15L * ++draws;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  Alarms.Alarm after(Duration delay, Runnable action) {
    return alarms.at(now.nanos() + delay.toNanos(), action);
  }

  void cancel(Alarms.Alarm alarm) {
    alarms.cancel(alarm);
  }

  /** To the same machine of a peer. */
  void send(Peer to, Traffic traffic, Message message) {
    send(to.endpoint(), traffic, new Frame(machine, config.replica(), to.replica(), message));
  }

  /** To somebody who may not know this incarnation. */
  void greet(Endpoint to, Greet greet) {
    send(to, Traffic.CONTROL, new Frame(machine, Frame.STRANGERS, greet));
  }

  private void send(Endpoint to, Traffic traffic, Frame whole) {
    byte[] frame = whole.encode();
    if (frame.length > config.limits().frameBytes()) {
      throw new IllegalStateException(
          whole.message().type()
              + " frame of "
              + frame.length
              + " bytes, the limit is "
              + config.limits().frameBytes());
    }
    effects.add(new Effect.Send(to, machine, traffic, frame));
    if (fires(Buggify.Point.SEND_TWICE)) {
      effects.add(new Effect.Send(to, machine, traffic, frame));
    }
  }

  void persist(Effect.Persist effect) {
    effects.add(effect);
  }

  void readBack(Effect.ReadBack effect) {
    effects.add(effect);
  }

  void tell(int machine, Note note) {
    effects.add(new Effect.Tell(machine, note));
  }

  void tellGroups(Note note) {
    for (int group = 0; group < config.groups(); group++) {
      tell(group + 1, note);
    }
  }

  void reply(long op, Object result) {
    effects.add(new Effect.Reply(op, result));
  }

  void notify(Effect.Notify effect) {
    effects.add(effect);
  }

  void settle(KeyRef key, KeyState<?> state) {
    effects.add(new Effect.Settle(key, state.epoch(), state.value()));
  }

  void offers(Map<String, List<ResolverOffer>> offers) {
    effects.add(new Effect.Offers(offers));
  }

  void trace(TraceEvent event) {
    effects.add(new Effect.Trace(event));
  }
}
