package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.demo.page.PageState.Phase;
import org.rejoin.demo.page.PageState.RowView;
import org.rejoin.demo.page.PageState.Summary;

final class FeedTest {
  private static final long FIRST = 1000;
  private final Feed feed = new Feed(FIRST, state("", 0));

  private static PageState state(String status, int rows) {
    List<RowView> views =
        java.util.stream.IntStream.range(0, rows)
            .mapToObj(i -> new RowView("orders/" + i, false, Map.of()))
            .toList();
    return new PageState(
        new Summary(status, Phase.EQUAL, false, rows, 0),
        List.of(),
        List.of(),
        views,
        List.of(),
        PageSource.Orders.NONE,
        List.of());
  }

  private Feed.Batch after(long seen) {
    return feed.after(seen).toCompletableFuture().join();
  }

  @Test
  @DisplayName("a reader that has seen all waits for the next event")
  void waits() {
    CompletableFuture<Feed.Batch> next = feed.after(FIRST).toCompletableFuture();
    assertThat(next).isNotDone();
    feed.advance(state("one", 0));
    assertThat(next).isCompleted();
    assertThat(next.join().events()).extracting(Feed.Event::type).containsExactly("summary");
    assertThat(next.join().lastIndex()).isEqualTo(FIRST + 1);
  }

  @Test
  @DisplayName("an unchanged state is no event")
  void unchanged() {
    feed.advance(state("", 0));
    assertThat(feed.after(FIRST).toCompletableFuture()).isNotDone();
  }

  @Test
  @DisplayName("a reader that comes back gets exactly what it missed")
  void resumes() {
    for (int i = 1; i <= 200; i++) {
      feed.advance(state("status " + i, 0));
    }
    long seen = FIRST + 17;
    for (int expected = 18; seen < FIRST + 200; ) {
      Feed.Batch batch = after(seen);
      assertThat(batch.events()).hasSizeLessThanOrEqualTo(Feed.MAX_BATCH);
      for (Feed.Event event : batch.events()) {
        assertThat(event.index()).isEqualTo(FIRST + expected);
        assertThat(event.json()).contains("\"status " + expected + "\"");
        expected++;
      }
      seen = batch.lastIndex();
    }
  }

  @Test
  @DisplayName("a reader that fell behind, or was never here, gets a snapshot and goes on from it")
  void fallsBack() {
    for (int i = 1; i <= Feed.MAX_EVENTS + 10; i++) {
      feed.advance(state("status " + i, 0));
    }
    long last = FIRST + Feed.MAX_EVENTS + 10;
    for (long seen : new long[] {-1, FIRST, FIRST + 9, last + 1, Long.MAX_VALUE}) {
      Feed.Batch batch = after(seen);
      assertThat(batch.events()).extracting(Feed.Event::type).containsExactly("snapshot");
      assertThat(batch.lastIndex()).isEqualTo(last);
    }
    assertThat(after(FIRST + 10).events().get(0).index()).isEqualTo(FIRST + 11);
  }

  @Test
  @DisplayName("only changed rows travel, with the order of all")
  void rows() {
    feed.advance(state("", 2));
    Feed.Event event = after(FIRST).events().get(0);
    assertThat(event.type()).isEqualTo("rows");
    feed.advance(state("", 3));
    JsonNode rows = Json.readObject(after(FIRST + 2).events().get(0).json());
    assertThat(rows.path("changed")).hasSize(1);
    assertThat(rows.path("order")).hasSize(3);
  }

  @Test
  @DisplayName("a snapshot carries the last notices, cut to a length")
  void notices() {
    for (int i = 0; i < Feed.MAX_NOTICES + 5; i++) {
      feed.notice("n".repeat(1000), Outcome.Result.DONE);
    }
    JsonNode notices = Json.readObject(feed.snapshot()).path("notices");
    assertThat(notices).hasSize(Feed.MAX_NOTICES);
    assertThat(notices.get(0).path("text").textValue()).hasSize(PageState.MAX_TEXT_CHARS);
  }
}
