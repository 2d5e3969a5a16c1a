package org.rejoin.demo.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;

/**
 * Who may come in. The address that the launcher prints carries a token; it is exchanged for a
 * cookie, named with the port since cookies of one host are shared between ports. {@code Host} and
 * {@code Origin} are checked against names of this server, which defeats DNS rebinding and other
 * sites' pages. A POST needs a header that no form and no cross-origin request can carry without
 * asking first.
 *
 * <p>The cookie is derived from the token: a server that is started again with the same token knows
 * it. Immutable.
 */
final class Gate {
  /** What a POST has to carry, with any value. */
  static final String COMMAND_HEADER = "X-Rejoin-Page";

  private final Set<String> hosts;
  private final String token;
  private final String cookieName;
  private final String cookieValue;

  /** Why a request is not answered. */
  record Refusal(StatusCode code, String why) {}

  Gate(int port, String token) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    this.token = token;
    this.cookieName = "rejoin-" + port;
    this.cookieValue = sha256("rejoin page cookie " + token);
  }

  /** A token of 128 random bits. */
  static String newToken() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Refuses what was meant for, or comes from, another site. */
  Optional<Refusal> checkOrigin(HttpRequest request) {
    String host = header(request, "Host").orElse("");
    if (!hosts.contains(host)) {
      return refuse(StatusCodes.FORBIDDEN, "wrong Host");
    }
    Optional<String> origin = header(request, "Origin");
    if (origin.isPresent() && !origin.get().equals("http://" + host)) {
      return refuse(StatusCodes.FORBIDDEN, "wrong Origin");
    }
    return Optional.empty();
  }

  /** Refuses those who have no cookie of this server. */
  Optional<Refusal> checkCookie(HttpRequest request) {
    for (HttpHeader header : request.getHeaders()) {
      if (header instanceof Cookie cookie) {
        for (HttpCookiePair pair : cookie.getCookies()) {
          if (pair.name().equals(cookieName) && same(pair.value(), cookieValue)) {
            return Optional.empty();
          }
        }
      }
    }
    return refuse(
        StatusCodes.UNAUTHORIZED, "no valid cookie: open the address that the demo printed");
  }

  /** Refuses commands that another site's page could have sent. */
  Optional<Refusal> checkCommand(HttpRequest request) {
    if (header(request, COMMAND_HEADER).isEmpty()) {
      return refuse(StatusCodes.FORBIDDEN, "header " + COMMAND_HEADER + " is missing");
    }
    if (!request.entity().getContentType().mediaType().toString().equals("application/json")) {
      return refuse(StatusCodes.UNSUPPORTED_MEDIA_TYPE, "send application/json");
    }
    return Optional.empty();
  }

  boolean isToken(String given) {
    return same(given, token);
  }

  /** The value of {@code Set-Cookie}. */
  String setCookie() {
    return cookieName + "=" + cookieValue + "; Path=/; HttpOnly; SameSite=Strict";
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  private static Optional<Refusal> refuse(StatusCode code, String why) {
    return Optional.of(new Refusal(code, why));
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
