package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server lets in, and what it sends, seen from a socket. */
final class PageServerIT {
  private static final String TOKEN = "00112233445566778899aabbccddeeff";

  private final FakeSource source = new FakeSource();
  private final HttpClient http = HttpClient.newHttpClient();
  private PageServer server;
  private String cookie = "";

  @BeforeEach
  void start() throws Exception {
    source.putAll("orders/LAMP", "3 sold in West");
    server = PageServer.start(source, () -> {}, 0, TOKEN);
    HttpResponse<String> exchange = get("/?token=" + TOKEN);
    cookie = exchange.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(20));
    return cookie.isEmpty() ? builder : builder.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  private HttpResponse<String> post(
      String path, String body, UnaryOperator<HttpRequest.Builder> change) throws Exception {
    HttpRequest.Builder builder =
        request(path)
            .header("Content-Type", "application/json")
            .header(Gate.COMMAND_HEADER, "1")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(change.apply(builder).build());
  }

  private static String sale(String id) {
    return "{\"requestId\":\"" + id + "\",\"side\":\"West\",\"sku\":\"LAMP\",\"quantity\":1}";
  }

  /** The status line that raw bytes get; for headers that no HTTP client lets one forge. */
  private String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  private static void assertClean(HttpResponse<String> response) {
    assertThat(response.body()).doesNotContain("Exception", "\tat ", "org.rejoin", ".java");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self'");
  }

  @Test
  @DisplayName(
      "the token is exchanged for a strict cookie named with the port, and leaves the address")
  void exchange() throws Exception {
    HttpResponse<String> response = get("/?token=" + TOKEN);
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location")).contains("/");
    String set = response.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).startsWith("rejoin-" + server.port() + "=");
    assertThat(set).contains("HttpOnly").contains("SameSite=Strict").doesNotContain(TOKEN);
    assertClean(response);
    assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port() + "/?token=" + TOKEN);
  }

  @Test
  @DisplayName("a wrong token gives no cookie")
  void wrongToken() throws Exception {
    for (String wrong : List.of("", "0", TOKEN + "0", "ffffffffffffffffffffffffffffffff")) {
      HttpResponse<String> response = get("/?token=" + wrong);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
      assertClean(response);
    }
  }

  @Test
  @DisplayName("without the cookie there are static files and nothing else")
  void noCookie() throws Exception {
    for (String forged : List.of("", "rejoin-" + server.port() + "=1", "rejoin-1=" + TOKEN)) {
      cookie = forged;
      assertThat(get("/").statusCode()).isEqualTo(200);
      assertThat(get("/js/main.js").statusCode()).isEqualTo(200);
      assertThat(get("/state").statusCode()).isEqualTo(401);
      assertThat(get("/events").statusCode()).isEqualTo(401);
      assertThat(get("/nothing").statusCode()).isEqualTo(401);
      assertThat(post("/commands/cut", "{\"requestId\":\"a\"}", b -> b).statusCode())
          .isEqualTo(401);
    }
    assertThat(source.calls).isEmpty();
  }

  @Test
  @DisplayName("a command needs its own header, JSON, and POST")
  void commandHeader() throws Exception {
    String body = sale("a");
    HttpRequest.Builder bare =
        request("/commands/sell").POST(HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<String> noHeader = send(bare.header("Content-Type", "application/json").build());
    assertThat(noHeader.statusCode()).isEqualTo(403);
    assertClean(noHeader);
    HttpResponse<String> form =
        post("/commands/sell", body, b -> b.setHeader("Content-Type", "text/plain"));
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(get("/commands/sell").statusCode()).isEqualTo(405);
    assertThat(post("/state", body, b -> b).statusCode()).isEqualTo(405);
    assertThat(post("/commands/rm", body, b -> b).statusCode()).isEqualTo(404);
    assertThat(source.calls).isEmpty();
    assertThat(post("/commands/sell", body, b -> b).statusCode()).isEqualTo(200);
    assertThat(source.calls).containsExactly("sell West LAMP 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:80", ""})
  @DisplayName("another Host is refused: DNS rebinding")
  void wrongHost(String host) throws Exception {
    assertThat(raw("GET / HTTP/1.1", "Host: " + host, "Connection: close"))
        .matches("HTTP/1.1 (403|400) .*");
    assertThat(
            raw("GET /state HTTP/1.1", "Host: " + host, "Cookie: " + cookie, "Connection: close"))
        .matches("HTTP/1.1 (403|400) .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:PORT"})
  @DisplayName("another Origin is refused")
  void wrongOrigin(String origin) throws Exception {
    String forged = origin.replace("PORT", String.valueOf(server.port()));
    String host = "Host: 127.0.0.1:" + server.port();
    for (String line :
        List.of("GET / HTTP/1.1", "GET /state HTTP/1.1", "OPTIONS /state HTTP/1.1")) {
      assertThat(raw(line, host, "Origin: " + forged, "Cookie: " + cookie, "Connection: close"))
          .matches("HTTP/1.1 (403|400) .*");
    }
  }

  @Test
  @DisplayName("the page's own Origin is welcome")
  void ownOrigin() throws Exception {
    String host = "127.0.0.1:" + server.port();
    assertThat(
            raw(
                "GET /state HTTP/1.1",
                "Host: " + host,
                "Origin: http://" + host,
                "Cookie: " + cookie,
                "Connection: close"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  @DisplayName("a body above 64 KiB is refused, announced or streamed")
  void largeBody() throws Exception {
    String large = " ".repeat(PageRoutes.MAX_BODY_BYTES) + sale("a");
    HttpResponse<String> announced = post("/commands/sell", large, b -> b);
    assertThat(announced.statusCode()).isEqualTo(413);
    assertClean(announced);
    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> streamed =
        post(
            "/commands/sell",
            "",
            b ->
                b.POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(bytes))));
    assertThat(streamed.statusCode()).isEqualTo(413);
    assertThat(source.calls).isEmpty();
  }

  @Test
  @DisplayName("a malformed body is refused in words, without a stack trace")
  void malformed() throws Exception {
    for (String body : List.of("", "{", "[1]", "{\"requestId\":7}", "\u0000\u0001")) {
      HttpResponse<String> response = post("/commands/sell", body, b -> b);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Json.readObject(response.body()).path("error").textValue()).isNotBlank();
      assertClean(response);
    }
  }

  @Test
  @DisplayName("no path leads out of the page's files")
  void traversal() throws Exception {
    String host = "Host: 127.0.0.1:" + server.port();
    for (String path : List.of("/../logback.xml", "/js/..%2f..%2flogback.xml", "//etc/passwd")) {
      assertThat(raw("GET " + path + " HTTP/1.1", host, "Cookie: " + cookie, "Connection: close"))
          .matches("HTTP/1.1 (404|400|403) .*");
    }
  }

  @Test
  @DisplayName("a retried command has the first one's answer")
  void retry() throws Exception {
    HttpResponse<String> first = post("/commands/sell", sale("one"), b -> b);
    HttpResponse<String> again = post("/commands/sell", sale("one"), b -> b);
    assertThat(again.body()).isEqualTo(first.body()).contains("\"result\":\"acked\"");
    assertThat(source.calls).hasSize(1);
  }

  @Test
  @DisplayName("the server listens on loopback only")
  void loopback() throws Exception {
    for (InetAddress address : InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
      if (!address.isLoopbackAddress()) {
        assertThat(isOpen(address)).isFalse();
      }
    }
  }

  private boolean isOpen(InetAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(new java.net.InetSocketAddress(address, server.port()), 500);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  @DisplayName("a port in use is replaced by another")
  void portInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        PageServer other = PageServer.start(source, () -> {}, taken.getLocalPort(), TOKEN)) {
      assertThat(other.port()).isNotEqualTo(taken.getLocalPort()).isPositive();
    }
  }

  /** One stream, read event by event. */
  private final class Stream implements AutoCloseable {
    private final InputStream body;
    private final BufferedReader lines;

    Stream(String lastSeen) throws Exception {
      HttpRequest.Builder builder = request("/events");
      if (!lastSeen.isEmpty()) {
        builder.header("Last-Event-ID", lastSeen);
      }
      HttpResponse<InputStream> response =
          http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      body = response.body();
      lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next event as id, type and data. */
    List<String> next() throws IOException {
      List<String> event = new ArrayList<>();
      for (String line = lines.readLine(); ; line = lines.readLine()) {
        if (line.isEmpty() && event.size() == 3) {
          return event;
        }
        if (line.matches("(id|event|data): .*")) {
          event.add(line.substring(line.indexOf(' ') + 1));
        }
      }
    }

    boolean hasComment() throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(":")) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  @Test
  @DisplayName("a stream begins with a snapshot and resumes exactly after what was seen")
  void resume() throws Exception {
    await().until(() -> get("/state").body().contains("All five replicas are equal"));
    List<List<String>> all = new ArrayList<>();
    try (Stream stream = new Stream("")) {
      List<String> first = stream.next();
      assertThat(first.get(1)).isEqualTo("snapshot");
      all.add(first);
      for (int i = 0; i < 6; i++) {
        post("/commands/sell", sale("r" + i), b -> b);
        all.add(stream.next());
      }
    }
    for (int i = 1; i < all.size(); i++) {
      long id = Long.parseLong(all.get(i).get(0));
      assertThat(id).isEqualTo(Long.parseLong(all.get(0).get(0)) + i);
    }
    try (Stream stream = new Stream(all.get(2).get(0))) {
      for (int i = 3; i < all.size(); i++) {
        assertThat(stream.next()).isEqualTo(all.get(i));
      }
    }
  }

  @Test
  @DisplayName("an id of another life, or none at all, gets a snapshot")
  void unknownId() throws Exception {
    for (String id : List.of("1", "99999999999999999", "abc", "-5")) {
      try (Stream stream = new Stream(id)) {
        assertThat(stream.next().get(1)).isEqualTo("snapshot");
      }
    }
  }

  @Test
  @DisplayName("a reader that does not read falls back to a snapshot, and nobody else waits for it")
  void slowReader() throws Exception {
    try (Stream slow = new Stream("")) {
      slow.next();
      for (int i = 0; i < 300; i++) {
        server.feed().messages(List.of("x".repeat(100_000)));
      }
      for (int i = 0; i < Feed.MAX_EVENTS; i++) {
        server.feed().messages(List.of("y".repeat(2_000)));
      }
      boolean snapshot = false;
      for (int i = 0; i < Feed.MAX_EVENTS + 300 && !snapshot; i++) {
        snapshot = slow.next().get(1).equals("snapshot");
      }
      assertThat(snapshot).isTrue();
    }
  }

  @Test
  @DisplayName("a silent stream carries a heartbeat comment")
  void heartbeat() throws Exception {
    await().until(() -> get("/state").body().contains("All five replicas are equal"));
    long start = System.nanoTime();
    try (Stream stream = new Stream("")) {
      assertThat(stream.hasComment()).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
  }

  @Test
  @DisplayName("no more than 16 streams are open at once, and closed ones make room")
  void streams() throws Exception {
    List<Stream> open = new ArrayList<>();
    for (int i = 0; i < EventStream.MAX_STREAMS; i++) {
      Stream stream = new Stream("");
      stream.next();
      open.add(stream);
    }
    HttpResponse<String> refused = get("/events");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertClean(refused);
    for (Stream stream : open) {
      stream.close();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              try (Stream stream = new Stream("")) {
                assertThat(stream.next().get(1)).isEqualTo("snapshot");
              }
            });
  }

  @Test
  @DisplayName("the state tells what the nodes hold")
  void state() throws Exception {
    await().until(() -> get("/state").body().contains("All five replicas are equal"));
    post("/commands/cut", "{\"requestId\":\"c\"}", b -> b);
    post("/commands/sell", sale("s"), b -> b);
    await().until(() -> get("/state").body().contains("1 of 1 key differs."));
    await().until(() -> get("/state").body().contains("\"4 sold in West\""));
    JsonNode state = Json.readObject(get("/state").body()).path("state");
    JsonNode cells = state.path("rows").get(0).path("cells");
    assertThat(cells.path("w1").path("text").textValue()).isEqualTo("4 sold in West");
    assertThat(cells.path("e1").path("text").textValue()).isEqualTo("3 sold in West");
    assertThat(cells.path("w1").path("version")).isEqualTo(cells.path("w3").path("version"));
    assertThat(state.path("summary").path("phase").textValue()).isEqualTo("partitioned");
    assertThat(state.path("nodes")).hasSize(5);
    assertThat(state.path("nodes").get(0).path("root").textValue()).hasSize(32);
    post("/commands/heal", "{\"requestId\":\"h\"}", b -> b);
    await().until(() -> get("/state").body().contains("All five replicas are equal. 1 key."));
  }
}
