package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.simulations.check.Watch;
import org.rejoin.simulations.report.Comparison.Step;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;

/** The events of a stretch of a run, one by one, and the hash at each interval of the whole. */
final class Steps implements Watch {
  private static final int MAX_LINES = 200;
  private static final int MAX_TEXT = 300;

  private final long after;
  private final long count;
  private final int interval;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> checkpoints = new ArrayList<>();
  private List<String> lines = new ArrayList<>();
  private EventHash latest = new EventHash();
  private long done;

  /** Keeps {@code count} events after number {@code after}, and that one. */
  Steps(long after, long count, int interval) {
    this.after = after;
    this.count = count;
    this.interval = interval;
  }

  List<Step> steps() {
    return steps;
  }

  List<String> checkpoints() {
    List<String> all = new ArrayList<>(checkpoints);
    all.add(latest.toHex() + " after " + done);
    return all;
  }

  private boolean isWatching() {
    return count > 0 && done + 1 >= after && done < after + count;
  }

  @Override
  public void stepped(Incarnation incarnation, int machine, Input input, List<Effect> effects) {
    if (isWatching() && lines.size() < MAX_LINES) {
      lines.add(incarnation + " machine " + machine + " takes " + describe(input));
      effects.forEach(effect -> lines.add("  " + describe(effect)));
    }
  }

  @Override
  public void happened(long event, long nowNanos, EventHash hash) {
    if (isWatching()) {
      steps.add(new Step(event, nowNanos, hash.toHex(), lines));
      lines = new ArrayList<>();
    }
    done = event;
    latest = hash;
    if (event % interval == 0) {
      checkpoints.add(hash.toHex());
    }
  }

  private static String describe(Input input) {
    return input instanceof Input.Frame frame
        ? "a frame from " + frame.from() + ": " + describe(frame.bytes())
        : shortened(input.getClass().getSimpleName() + " " + words(input));
  }

  private static String words(Input input) {
    if (input instanceof Input.Told told) {
      return told.note().toString();
    }
    return input instanceof Input.Members members ? members.others().toString() : "";
  }

  private static String describe(Effect effect) {
    if (effect instanceof Effect.Send send) {
      return "sends " + send.to() + " " + describe(send.frame());
    }
    if (effect instanceof Effect.WakeAt wake) {
      return String.format(Locale.ROOT, "wants to wake at %d ns of its clock", wake.nanos());
    }
    return shortened(effect.toString());
  }

  private static String describe(byte[] frame) {
    Contents contents = Contents.of(frame, (machine, sequence) -> -1);
    String hash = Long.toHexString(EventHash.of(frame));
    return contents.message() + " of " + frame.length + " bytes, hash " + hash;
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
