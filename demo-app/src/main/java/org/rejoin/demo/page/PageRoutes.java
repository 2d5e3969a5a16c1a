package org.rejoin.demo.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which request gets which answer. Answers never carry a stack trace. Thread-safe. */
final class PageRoutes {
  /** Longest body, in bytes. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  private static final int BODY_MILLIS = 5_000;
  private static final String COMMANDS = "/commands/";
  private static final Logger LOG = LoggerFactory.getLogger(PageRoutes.class);
  private static final List<HttpHeader> HEADERS =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
          RawHeader.create("Cache-Control", "no-store"));

  private final StaticFiles files;
  private final Feed feed;
  private final EventStream events;
  private final Commands commands;
  private final ActorSystem system;
  private volatile Optional<Gate> gate = Optional.empty();

  private record Failure(String error) {}

  PageRoutes(
      StaticFiles files, Feed feed, EventStream events, Commands commands, ActorSystem system) {
    this.files = files;
    this.feed = feed;
    this.events = events;
    this.commands = commands;
    this.system = system;
  }

  /** Answers from now on; until then everybody is told to wait. */
  void open(Gate keeper) {
    gate = Optional.of(keeper);
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    CompletionStage<HttpResponse> answer;
    try {
      answer = route(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .exceptionally(failure -> failed(request, failure))
        .thenApply(response -> response.addHeaders(HEADERS));
  }

  private CompletionStage<HttpResponse> route(HttpRequest request) {
    if (gate.isEmpty()) {
      return refuse(request, StatusCodes.SERVICE_UNAVAILABLE, "starting");
    }
    Gate keeper = gate.get();
    String path = request.getUri().path();
    Optional<Gate.Refusal> stranger = keeper.checkOrigin(request);
    if (stranger.isPresent()) {
      return refuse(request, stranger.get().code(), stranger.get().why());
    }
    boolean get = request.method().equals(HttpMethods.GET);
    Optional<String> token = request.getUri().query().get("token");
    if (get && path.equals("/") && token.isPresent()) {
      return exchange(request, keeper, token.get());
    }
    var file = files.find(path);
    if (get && file.isPresent()) {
      return answer(HttpResponse.create().withEntity(file.get()));
    }
    Optional<Gate.Refusal> unknown = keeper.checkCookie(request);
    if (unknown.isPresent()) {
      return refuse(request, unknown.get().code(), unknown.get().why());
    }
    if (path.startsWith(COMMANDS)) {
      return command(request, keeper, path.substring(COMMANDS.length()));
    }
    boolean known = path.equals("/state") || path.equals("/events");
    if (!known && file.isEmpty()) {
      return refuse(request, StatusCodes.NOT_FOUND, "there is no such page");
    }
    if (!get) {
      return refuse(request, StatusCodes.METHOD_NOT_ALLOWED, "only GET");
    }
    return path.equals("/state") ? answer(json(StatusCodes.OK, feed.snapshot())) : stream(request);
  }

  private CompletionStage<HttpResponse> exchange(HttpRequest request, Gate keeper, String token) {
    if (!keeper.isToken(token)) {
      return refuse(
          request, StatusCodes.FORBIDDEN, "wrong token: open the address that the demo printed");
    }
    return answer(
        HttpResponse.create()
            .withStatus(StatusCodes.SEE_OTHER)
            .addHeader(RawHeader.create("Location", "/"))
            .addHeader(RawHeader.create("Set-Cookie", keeper.setCookie())));
  }

  private CompletionStage<HttpResponse> stream(HttpRequest request) {
    if (events.isFull()) {
      return refuse(
          request,
          StatusCodes.SERVICE_UNAVAILABLE,
          "too many event streams are open (" + EventStream.MAX_STREAMS + ")");
    }
    Optional<String> given =
        request
            .getHeader("Last-Event-ID")
            .map(HttpHeader::value)
            .or(() -> request.getUri().query().get("after"));
    return answer(
        HttpResponse.create()
            .withEntity(
                HttpEntities.createChunked(
                    MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                    events.after(given.map(PageRoutes::index).orElse(-1L)))));
  }

  /** An index; what is none stands for one that never was, and so for a snapshot. */
  private static long index(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  private CompletionStage<HttpResponse> command(HttpRequest request, Gate keeper, String name) {
    if (!Commands.NAMES.contains(name)) {
      return refuse(
          request, StatusCodes.NOT_FOUND, "commands are " + String.join(", ", Commands.NAMES));
    }
    if (!request.method().equals(HttpMethods.POST)) {
      return refuse(request, StatusCodes.METHOD_NOT_ALLOWED, "only POST");
    }
    Optional<Gate.Refusal> forged = keeper.checkCommand(request);
    if (forged.isPresent()) {
      return refuse(request, forged.get().code(), forged.get().why());
    }
    return request
        .entity()
        .withSizeLimit(MAX_BODY_BYTES)
        .toStrict(BODY_MILLIS, system)
        .thenCompose(
            body -> commands.run(name, body.getData().decodeString(StandardCharsets.UTF_8)))
        .thenApply(reply -> json(StatusCodes.OK, Json.write(reply)));
  }

  private HttpResponse failed(HttpRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof EntityStreamSizeException) {
      return error(StatusCodes.CONTENT_TOO_LARGE, "a body has at most 64 KiB");
    }
    if (cause instanceof IllegalArgumentException) {
      return error(StatusCodes.BAD_REQUEST, String.valueOf(cause.getMessage()));
    }
    LOG.error("{} failed", request.getUri().path(), cause);
    return error(StatusCodes.INTERNAL_SERVER_ERROR, "the page's server failed; its log says why");
  }

  private CompletionStage<HttpResponse> refuse(HttpRequest request, StatusCode code, String why) {
    request.discardEntityBytes(system);
    return answer(error(code, why));
  }

  private static CompletionStage<HttpResponse> answer(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }

  private static HttpResponse error(StatusCode code, String why) {
    return json(code, Json.write(new Failure(why)));
  }

  private static HttpResponse json(StatusCode code, String text) {
    return HttpResponse.create()
        .withStatus(code)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, text));
  }
}
