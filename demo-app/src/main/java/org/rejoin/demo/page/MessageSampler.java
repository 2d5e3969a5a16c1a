package org.rejoin.demo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rejoin.demo.page.PageSource.Message;

/**
 * Collects the frames of one tick and keeps at most {@value #MAX_PER_TICK} of them, those with data
 * before those without; the rest are only counted. Thread-safe; a call costs no more than a copy.
 */
final class MessageSampler {
  /** Ticks a second. */
  static final int TICKS_PER_SECOND = 5;

  /** 200 a second. */
  static final int MAX_PER_TICK = 200 / TICKS_PER_SECOND;

  private final List<Message> data = new ArrayList<>();
  private final List<Message> control = new ArrayList<>();
  private int seen;
  private long sizeBytes;

  /** What a tick shows: the kept frames, and how many and how large all were. */
  record Tick(List<Message> shown, int seen, long sizeBytes) {}

  synchronized void add(Message message) {
    seen++;
    sizeBytes += message.sizeBytes();
    List<Message> kind = message.kind() == Message.Kind.CONTROL ? control : data;
    if (kind.size() < MAX_PER_TICK) {
      kind.add(message);
    }
  }

  /** Ends the tick; empty when nothing was seen. */
  synchronized Optional<Tick> drain() {
    if (seen == 0) {
      return Optional.empty();
    }
    List<Message> shown = new ArrayList<>(data);
    shown.addAll(control.subList(0, Math.min(control.size(), MAX_PER_TICK - data.size())));
    Tick tick = new Tick(List.copyOf(shown), seen, sizeBytes);
    data.clear();
    control.clear();
    seen = 0;
    sizeBytes = 0;
    return Optional.of(tick);
  }
}
