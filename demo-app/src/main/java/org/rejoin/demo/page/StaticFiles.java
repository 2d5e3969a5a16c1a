package org.rejoin.demo.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** The page's files: these names and no others, read once. Immutable. */
final class StaticFiles {
  private static final List<String> NAMES =
      List.of(
          "index.html",
          "style.css",
          "icon.svg",
          "js/main.js",
          "js/reduce.js",
          "js/feed.js",
          "js/commands.js",
          "js/dom.js",
          "js/theme.js",
          "js/keys.js",
          "js/status.js",
          "js/cluster.js",
          "js/links.js",
          "js/data.js",
          "js/conflicts.js",
          "js/storefronts.js",
          "js/activity.js");

  private final Map<String, HttpEntity.Strict> byPath = new TreeMap<>();

  StaticFiles() {
    for (String name : NAMES) {
      byPath.put("/" + name, HttpEntities.create(contentType(name), read(name)));
    }
    byPath.put("/", byPath.get("/index.html"));
  }

  Optional<HttpEntity.Strict> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static byte[] read(String name) {
    try (InputStream in = StaticFiles.class.getResourceAsStream("/page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the page's file " + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  private static ContentType contentType(String name) {
    if (name.endsWith(".js")) {
      return MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
    }
    if (name.endsWith(".css")) {
      return MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
    }
    if (name.endsWith(".svg")) {
      return MediaTypes.IMAGE_SVG_XML.toContentType();
    }
    return ContentTypes.TEXT_HTML_UTF8;
  }
}
