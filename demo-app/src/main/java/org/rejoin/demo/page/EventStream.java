package org.rejoin.demo.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The feed as server-sent events. A stream is pulled by its reader: it holds an index and nothing
 * else, so a slow reader costs nothing, and one that falls out of the feed's memory gets a
 * snapshot.
 */
final class EventStream {
  /** Streams that may be open at once. */
  static final int MAX_STREAMS = 16;

  /** A comment is sent after this long without an event. */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final ByteString FIRST = ByteString.fromString("retry: 1000\n\n");
  private static final ByteString BEAT = ByteString.fromString(": heartbeat\n\n");

  private final Feed feed;
  private final AtomicInteger open = new AtomicInteger();

  EventStream(Feed feed) {
    this.feed = feed;
  }

  /** Streams that are open now. */
  int open() {
    return open.get();
  }

  /** Whether another stream would be too many. */
  boolean isFull() {
    return open.get() >= MAX_STREAMS;
  }

  /** What comes after the event {@code seen}, without end; empty once too many are open. */
  Source<ByteString, NotUsed> after(long seen) {
    return Source.fromMaterializer(
            (materializer, attributes) -> {
              if (open.incrementAndGet() > MAX_STREAMS) {
                open.decrementAndGet();
                return Source.<ByteString>empty();
              }
              return endless(seen)
                  .watchTermination(
                      (unused, done) -> {
                        done.whenComplete((ended, failure) -> open.decrementAndGet());
                        return unused;
                      });
            })
        .mapMaterializedValue(unused -> NotUsed.getInstance());
  }

  private Source<ByteString, NotUsed> endless(long seen) {
    return Source.unfoldAsync(
            seen,
            last ->
                feed.after(last)
                    .thenApply(batch -> Optional.of(Pair.create(batch.lastIndex(), encode(batch)))))
        .prepend(Source.single(FIRST))
        .keepAlive(HEARTBEAT, () -> BEAT);
  }

  private static ByteString encode(Feed.Batch batch) {
    StringBuilder text = new StringBuilder();
    for (Feed.Event event : batch.events()) {
      text.append("id: ").append(event.index());
      text.append("\nevent: ").append(event.type());
      text.append("\ndata: ").append(event.json()).append("\n\n");
    }
    return ByteString.fromArray(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
