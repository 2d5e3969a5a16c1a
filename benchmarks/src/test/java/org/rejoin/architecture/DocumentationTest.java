package org.rejoin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents show code that compiles, and link to files that exist. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)[^)]*\\)");

  @Test
  @DisplayName("Each Java block in a document is a region of a compiled test")
  void snippetsAreRegionsOfCompiledCode() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path document : documents(ROOT)) {
      faults.addAll(snippetFaults(ROOT, document));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  @DisplayName("Each link to a file leads somewhere")
  void linksLeadSomewhere() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path document : documents(ROOT)) {
      faults.addAll(linkFaults(document));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  @DisplayName(
      "A snippet that differs from its region, one without a source and a dead link are found")
  void faultsAreFound(@TempDir Path root) throws IOException {
    Files.writeString(
        root.resolve("Shop.java"),
        "class Shop {\n  // region a\n  int x() {\n    return 1;\n  }\n  // endregion a\n}\n");
    Path document = root.resolve("README.md");

    Files.writeString(
        document, "<!-- snippet: Shop.java#a -->\n```java\nint x() {\n  return 1;\n}\n```\n");
    assertThat(snippetFaults(root, document)).isEmpty();
    Files.writeString(
        document, "<!-- snippet: Shop.java#a -->\n```java\nint x() {\n  return 2;\n}\n```\n");
    assertThat(snippetFaults(root, document)).singleElement().asString().contains("differs");
    Files.writeString(document, "```java\nint x() {\n  return 1;\n}\n```\n");
    assertThat(snippetFaults(root, document)).singleElement().asString().contains("no source");
    Files.writeString(document, "see [this](Shop.java#a) and [that](Gone.java)\n");
    assertThat(linkFaults(document)).singleElement().asString().contains("Gone.java");
  }

  private static List<Path> documents(Path root) throws IOException {
    try (Stream<Path> top = Files.list(root);
        Stream<Path> guides = Files.walk(root.resolve("docs"))) {
      List<Path> found =
          Stream.concat(top, guides)
              .filter(path -> path.toString().endsWith(".md"))
              .sorted()
              .toList();
      assertThat(found).contains(root.resolve("README.md"));
      return found;
    }
  }

  private static List<String> snippetFaults(Path root, Path document) throws IOException {
    String text = Files.readString(document);
    List<String> faults = new ArrayList<>();
    int sourced = 0;
    Matcher snippet = SNIPPET.matcher(text);
    while (snippet.find()) {
      sourced++;
      Path source = root.resolve(snippet.group(1));
      String region = Files.exists(source) ? region(source, snippet.group(2)) : "";
      if (!region.equals(snippet.group(3).strip())) {
        faults.add(document + ": the snippet differs from " + source + "#" + snippet.group(2));
      }
    }
    long blocks = JAVA_BLOCK.matcher(text).results().count();
    if (blocks != sourced) {
      faults.add(document + ": " + (blocks - sourced) + " Java blocks have no source");
    }
    return faults;
  }

  /** The lines between the region's markers, less the indentation that they share. */
  private static String region(Path source, String name) throws IOException {
    StringBuilder lines = new StringBuilder();
    boolean inside = false;
    for (String line : Files.readAllLines(source)) {
      if (line.strip().equals("// endregion " + name)) {
        inside = false;
      }
      if (inside) {
        lines.append(line).append('\n');
      }
      if (line.strip().equals("// region " + name)) {
        inside = true;
      }
    }
    return lines.toString().stripTrailing().stripIndent().strip();
  }

  private static List<String> linkFaults(Path document) throws IOException {
    String text = Files.readString(document).replaceAll("(?s)```.*?```", "");
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(target -> !Files.exists(document.getParent().resolve(target)))
        .map(target -> document + " links to " + target + ", which is not there")
        .toList();
  }
}
