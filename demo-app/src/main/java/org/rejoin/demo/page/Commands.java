package org.rejoin.demo.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rejoin.demo.page.Outcome.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person orders. Each command carries a request id; one that comes again, while it runs or
 * after, gets the first one's answer and does nothing. The last {@value #MAX_REMEMBERED} ids are
 * remembered; an older one would be taken as new. At most {@value #MAX_RUNNING} run at once.
 * Thread-safe.
 */
final class Commands {
  /** All commands there are. */
  static final List<String> NAMES =
      List.of("sell", "price", "describe", "cut", "heal", "kill", "restart", "play");

  static final int MAX_REMEMBERED = 1024;
  static final int MAX_RUNNING = 64;
  static final int MAX_QUANTITY = 99;
  static final int MAX_PENCE = 1_000_000;
  static final int MAX_DESCRIPTION_CHARS = 80;
  static final int MAX_LINES_PER_SECOND = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final PageSource source;
  private final Feed feed;
  private final Set<String> sides;
  private final Set<String> nodes;
  private final Set<String> skus;
  private final Map<String, Remembered> remembered = new LinkedHashMap<>();
  private int running;

  /** A command and its answer, which may be on its way. */
  private record Remembered(String name, JsonNode body, CompletableFuture<Reply> reply) {}

  /** What goes back. */
  record Reply(
      String requestId,
      String command,
      Result result,
      String node,
      List<String> held,
      String detail) {
    static Reply of(String requestId, String command, Outcome outcome) {
      return new Reply(
          requestId, command, outcome.result(), outcome.node(), outcome.held(), outcome.detail());
    }
  }

  Commands(PageSource source, Feed feed) {
    this.source = source;
    this.feed = feed;
    this.sides = collect(source.nodes().stream().map(PageSource.Node::side).toList());
    this.nodes = collect(source.nodes().stream().map(PageSource.Node::id).toList());
    this.skus = collect(source.catalogue().stream().map(PageSource.Product::sku).toList());
  }

  /**
   * Runs a command, or finds what came of it.
   *
   * @throws IllegalArgumentException when name or body are not as they should be; says how
   */
  CompletionStage<Reply> run(String name, String text) {
    JsonNode body = Json.readObject(text);
    String id = text(body, "requestId", given -> given.matches("[A-Za-z0-9-]{1,64}"));
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    synchronized (this) {
      Remembered before = remembered.get(id);
      if (before != null) {
        return before.name().equals(name) && before.body().equals(body)
            ? before.reply()
            : refused(id, name, "this request id was used for another command");
      }
      check(name, body);
      if (running >= MAX_RUNNING) {
        return refused(id, name, "too many commands are running; try again");
      }
      running++;
      remembered.put(id, new Remembered(name, body, reply));
      forgetOldest();
    }
    start(name, body, id)
        .whenComplete((outcome, failure) -> finish(id, name, outcome, failure, reply));
    return reply;
  }

  private void finish(
      String id, String name, Outcome outcome, Throwable failure, CompletableFuture<Reply> reply) {
    synchronized (this) {
      running--;
    }
    Outcome ended = outcome;
    if (failure != null) {
      LOG.warn("command {} failed", name, failure);
      ended = Outcome.unavailable(name + " did not work; the log says why");
    }
    feed.notice(ended.detail(), ended.result());
    reply.complete(Reply.of(id, name, ended));
  }

  private void forgetOldest() {
    Iterator<Remembered> oldest = remembered.values().iterator();
    while (remembered.size() > MAX_REMEMBERED && oldest.hasNext()) {
      if (oldest.next().reply().isDone()) {
        oldest.remove();
      }
    }
  }

  private void check(String name, JsonNode body) {
    int fields =
        switch (name) {
          case "sell" -> {
            checkProduct(body);
            number(body, "quantity", 1, MAX_QUANTITY);
            yield 4;
          }
          case "price" -> {
            checkProduct(body);
            number(body, "pence", 1, MAX_PENCE);
            yield 4;
          }
          case "describe" -> {
            checkProduct(body);
            description(body);
            yield 4;
          }
          case "kill", "restart" -> {
            node(body);
            yield 2;
          }
          case "play" -> {
            number(body, "linesPerSecond", 0, MAX_LINES_PER_SECOND);
            yield 2;
          }
          case "cut", "heal" -> 1;
          default -> throw new IllegalArgumentException("commands are " + String.join(", ", NAMES));
        };
    if (body.size() != fields) {
      throw new IllegalArgumentException("the body has fields that " + name + " does not know");
    }
  }

  private void checkProduct(JsonNode body) {
    side(body);
    sku(body);
  }

  private CompletionStage<Outcome> start(String name, JsonNode body, String id) {
    try {
      return switch (name) {
        case "sell" ->
            source.sell(side(body), sku(body), number(body, "quantity", 1, MAX_QUANTITY), id);
        case "price" ->
            source.price(side(body), sku(body), number(body, "pence", 1, MAX_PENCE), id);
        case "describe" -> source.describe(side(body), sku(body), description(body), id);
        case "play" -> source.play(number(body, "linesPerSecond", 0, MAX_LINES_PER_SECOND));
        case "cut" -> source.cut();
        case "heal" -> source.heal();
        case "kill" -> source.kill(node(body));
        default -> source.restart(node(body));
      };
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletionStage<Reply> refused(String id, String name, String why) {
    return CompletableFuture.completedFuture(Reply.of(id, name, Outcome.rejected(why)));
  }

  private String side(JsonNode body) {
    return text(body, "side", sides::contains);
  }

  /** A line of text; whether its surrogates make sense is the codec's matter. */
  private static String description(JsonNode body) {
    return text(body, "text", given -> !given.isBlank() && given.length() <= MAX_DESCRIPTION_CHARS);
  }

  private String node(JsonNode body) {
    return text(body, "node", nodes::contains);
  }

  private String sku(JsonNode body) {
    return text(body, "sku", skus::contains);
  }

  private static String text(JsonNode body, String field, Predicate<String> valid) {
    JsonNode value = body.path(field);
    if (!value.isTextual() || !valid.test(value.textValue())) {
      throw new IllegalArgumentException("field " + field + " is missing or not valid");
    }
    return value.textValue();
  }

  private static int number(JsonNode body, String field, int min, int max) {
    JsonNode value = body.path(field);
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      throw new IllegalArgumentException(
          "field " + field + " must be a whole number, " + min + " to " + max);
    }
    return value.intValue();
  }

  private static Set<String> collect(List<String> names) {
    return names.stream().collect(Collectors.toUnmodifiableSet());
  }
}
