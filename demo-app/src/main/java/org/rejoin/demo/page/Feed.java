package org.rejoin.demo.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.rejoin.demo.page.PageState.RowView;

/**
 * The page's state and the events that led to it. An event's index counts from {@code firstIndex};
 * the last {@value #MAX_EVENTS} are kept. A reader keeps nothing here but the index that it has
 * seen: one that asks for what is gone, or for what never was, gets a snapshot instead.
 * Thread-safe.
 */
final class Feed {
  /** Events that are kept for readers that come back. */
  static final int MAX_EVENTS = 2048;

  /** Events that a reader gets at once. */
  static final int MAX_BATCH = 64;

  /** Notices that a snapshot carries. */
  static final int MAX_NOTICES = 20;

  private final Deque<Event> events = new ArrayDeque<>();
  private final Deque<Notice> notices = new ArrayDeque<>();
  private PageState state;
  private long index;
  private CompletableFuture<Void> next = new CompletableFuture<>();

  /** An event: its index, its type, its JSON. */
  record Event(long index, String type, String json) {}

  /** What happened, in words. */
  record Notice(String text, Outcome.Result result) {}

  /** What a reader gets, and the index that it has seen then. */
  record Batch(List<Event> events, long lastIndex) {}

  /** The keys that changed, and which keys are shown in which order. */
  private record Rows(List<RowView> changed, List<String> order) {}

  private record Snapshot(long index, PageState state, List<Notice> notices) {}

  Feed(long firstIndex, PageState state) {
    this.index = firstIndex;
    this.state = state;
  }

  /** Makes {@code now} the state; what changed becomes events. */
  void advance(PageState now) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      PageState before = state;
      if (before.equals(now)) {
        return;
      }
      state = now;
      if (!before.nodes().equals(now.nodes())) {
        append("nodes", now.nodes());
      }
      if (!before.links().equals(now.links())) {
        append("links", now.links());
      }
      if (!before.rows().equals(now.rows())) {
        append("rows", changedRows(before.rows(), now.rows()));
      }
      if (!before.orders().equals(now.orders())) {
        append("orders", now.orders());
      }
      if (!before.conflicts().equals(now.conflicts())) {
        append("conflicts", now.conflicts());
      }
      if (!before.summary().equals(now.summary())) {
        append("summary", now.summary());
      }
      waiting = renewNext();
    }
    waiting.complete(null);
  }

  /** Adds frames that were seen; they are events and no part of the state. */
  void messages(Object messages) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      append("messages", messages);
      waiting = renewNext();
    }
    waiting.complete(null);
  }

  /** Adds a notice. */
  void notice(String text, Outcome.Result result) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      Notice notice = new Notice(PageState.shorten(text), result);
      notices.addLast(notice);
      if (notices.size() > MAX_NOTICES) {
        notices.removeFirst();
      }
      append("notice", notice);
      waiting = renewNext();
    }
    waiting.complete(null);
  }

  /** The present state. */
  synchronized PageState state() {
    return state;
  }

  /** The present state as JSON, with the index of the last event in it. */
  synchronized String snapshot() {
    return Json.write(new Snapshot(index, state, List.copyOf(notices)));
  }

  /**
   * What comes after {@code seen}: events without a gap, at most {@value #MAX_BATCH}, or a snapshot
   * where that is not possible. Completes once there is something.
   */
  CompletionStage<Batch> after(long seen) {
    CompletableFuture<Void> wait;
    synchronized (this) {
      if (seen != index) {
        return CompletableFuture.completedFuture(batch(seen));
      }
      wait = next;
    }
    return wait.thenCompose(any -> after(seen));
  }

  private Batch batch(long seen) {
    Event oldest = events.peekFirst();
    if (oldest == null || seen > index || seen < oldest.index() - 1) {
      return new Batch(List.of(new Event(index, "snapshot", snapshot())), index);
    }
    List<Event> batch = new ArrayList<>();
    long skip = seen - oldest.index() + 1;
    Iterator<Event> rest = events.stream().skip(skip).limit(MAX_BATCH).iterator();
    rest.forEachRemaining(batch::add);
    return new Batch(batch, batch.get(batch.size() - 1).index());
  }

  private void append(String type, Object data) {
    index++;
    events.addLast(new Event(index, type, Json.write(data)));
    if (events.size() > MAX_EVENTS) {
      events.removeFirst();
    }
  }

  private CompletableFuture<Void> renewNext() {
    CompletableFuture<Void> waiting = next;
    next = new CompletableFuture<>();
    return waiting;
  }

  private static Rows changedRows(List<RowView> before, List<RowView> now) {
    Map<String, RowView> old = new LinkedHashMap<>();
    before.forEach(row -> old.put(row.key(), row));
    return new Rows(
        now.stream().filter(row -> !row.equals(old.get(row.key()))).toList(),
        now.stream().map(RowView::key).toList());
  }
}
