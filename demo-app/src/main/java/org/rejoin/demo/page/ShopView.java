package org.rejoin.demo.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.demo.page.PageSource.Message;
import org.rejoin.demo.page.PageSource.Observation;
import org.rejoin.demo.page.PageState.Phase;
import org.rejoin.demo.page.ViewBuilder.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every node {@value MessageSampler#TICKS_PER_SECOND} times a second through its public
 * API and keeps the feed up to date. A node that does not answer is asked again only once it has,
 * or after {@value #PATIENCE_NANOS} ns; the others are not held up. Keys are fetched only when a
 * root hash has changed, values only of the rows shown and only when their version is new.
 */
final class ShopView implements AutoCloseable {
  /** Rows shown at most; the differing ones come first. */
  static final int MAX_ROWS = 80;

  /** Values asked of one node at once. */
  private static final int MAX_READS_PER_TICK = 40;

  private static final int MAX_CACHED_TEXTS = 10_000;
  static final long PATIENCE_NANOS = 3_000_000_000L;
  private static final long LINK_MEMORY_NANOS = 5_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(ShopView.class);

  private final PageSource source;
  private final ViewBuilder builder;
  private final Feed feed;
  private final MessageSampler sampler = new MessageSampler();
  private final Map<String, Long> linkSeenNanos = new ConcurrentHashMap<>();
  private final ScheduledExecutorService loop;

  // Touched by the loop's one thread only.
  private final Map<String, Watched> nodes = new HashMap<>();
  private final Map<TextKey, String> texts = new HashMap<>();
  private long mendingSinceNanos = System.nanoTime();

  /** Texts are the same wherever the version is. */
  private record TextKey(String keyspace, String id, long version) {}

  /** What the loop knows of a node. */
  private static final class Watched {
    Optional<Observation> observation = Optional.empty();
    List<KeyInfo> keys = List.of();
    String keysRoot = "";
    boolean asking;
    long askedNanos;
    int reading;
  }

  ShopView(PageSource source, long firstIndex) {
    this.source = source;
    this.builder = new ViewBuilder(source);
    source.nodes().forEach(node -> nodes.put(node.id(), new Watched()));
    this.feed = new Feed(firstIndex, builder.build(Map.of(), this::text, this::isRecent));
    source.listen(this::message);
    this.loop =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "page-view");
              thread.setDaemon(true);
              return thread;
            });
    long period = 1000 / MessageSampler.TICKS_PER_SECOND;
    var unused = loop.scheduleWithFixedDelay(this::tick, 0, period, TimeUnit.MILLISECONDS);
  }

  Feed feed() {
    return feed;
  }

  @Override
  public void close() {
    loop.shutdownNow();
  }

  private void message(Message message) {
    sampler.add(message);
    if (!message.lost()) {
      linkSeenNanos.put(ViewBuilder.pair(message.from(), message.to()), System.nanoTime());
    }
  }

  private boolean isRecent(String pair) {
    Long seen = linkSeenNanos.get(pair);
    return seen != null && System.nanoTime() - seen < LINK_MEMORY_NANOS;
  }

  private void tick() {
    try {
      nodes.forEach(this::ask);
      publish();
    } catch (RuntimeException e) {
      LOG.error("the page's view failed; it goes on", e);
    }
  }

  private void publish() {
    Map<String, Seen> seen = new HashMap<>();
    nodes.forEach(
        (id, watched) ->
            watched.observation.ifPresent(
                observation -> seen.put(id, new Seen(observation, watched.keys))));
    PageState now = builder.build(seen, this::text, this::isRecent);
    readMissing(now);
    sampler.drain().ifPresent(feed::messages);
    Phase before = feed.state().summary().phase();
    feed.advance(now);
    tellRejoined(before, now.summary().phase());
  }

  /** Says how long it took to become equal once nothing stood in the way any more. */
  private void tellRejoined(Phase before, Phase now) {
    boolean healed = before == Phase.PARTITIONED && now != Phase.PARTITIONED;
    if (healed || before == Phase.EQUAL) {
      mendingSinceNanos = System.nanoTime();
    }
    if (now == Phase.EQUAL && (healed || before == Phase.REJOINING)) {
      double seconds = (System.nanoTime() - mendingSinceNanos) / 1e9;
      double tick = 1.0 / MessageSampler.TICKS_PER_SECOND;
      feed.notice(
          String.format(Locale.ROOT, "Equal again within %.1f s", seconds + tick),
          Outcome.Result.DONE);
    }
  }

  private void ask(String id, Watched watched) {
    long now = System.nanoTime();
    if (watched.asking && now - watched.askedNanos < PATIENCE_NANOS) {
      return;
    }
    watched.asking = true;
    watched.askedNanos = now;
    onLoop(
        source.observe(id),
        observation -> {
          watched.observation = observation;
          boolean isNew =
              observation.isPresent() && !observation.get().root().equals(watched.keysRoot);
          if (isNew) {
            fetchKeys(id, watched, observation.get().root());
          } else {
            watched.asking = false;
          }
        },
        () -> {
          watched.observation = Optional.empty();
          watched.asking = false;
        });
  }

  private void fetchKeys(String id, Watched watched, String root) {
    onLoop(
        source.keys(id),
        keys -> {
          watched.keys = keys;
          watched.keysRoot = root;
          watched.asking = false;
        },
        () -> watched.asking = false);
  }

  private String text(KeyInfo key) {
    return texts.getOrDefault(new TextKey(key.keyspace(), key.id(), key.version()), "");
  }

  /** Asks for the values that the rows shown lack. */
  private void readMissing(PageState state) {
    if (texts.size() > MAX_CACHED_TEXTS) {
      texts.clear();
    }
    Map<TextKey, Boolean> asked = new HashMap<>();
    for (PageState.RowView row : state.rows()) {
      nodes.forEach(
          (id, watched) -> {
            if (row.cells().containsKey(id)) {
              readMissing(id, watched, row.key(), asked);
            }
          });
    }
  }

  private void readMissing(String id, Watched watched, String rowKey, Map<TextKey, Boolean> asked) {
    Optional<KeyInfo> found = builder.key(id, rowKey);
    if (found.isEmpty() || watched.reading >= MAX_READS_PER_TICK) {
      return;
    }
    KeyInfo key = found.get();
    TextKey cached = new TextKey(key.keyspace(), key.id(), key.version());
    if (texts.containsKey(cached) || asked.putIfAbsent(cached, true) != null) {
      return;
    }
    watched.reading++;
    onLoop(
        source.text(id, key),
        text -> {
          watched.reading--;
          texts.put(cached, PageState.shorten(text));
        },
        () -> watched.reading--);
  }

  /** Brings a result back to the loop's thread. */
  private <T> void onLoop(CompletionStage<T> stage, Consumer<T> then, Runnable failed) {
    var unused =
        stage.whenComplete(
            (value, failure) -> {
              if (!loop.isShutdown()) {
                loop.execute(
                    () -> {
                      if (failure != null) {
                        LOG.debug("a node did not answer the page", failure);
                        failed.run();
                      } else {
                        then.accept(value);
                      }
                    });
              }
            });
  }
}
