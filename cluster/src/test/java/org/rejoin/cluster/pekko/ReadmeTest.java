package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The README")
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path CART =
      Path.of("src/test/java/org/rejoin/cluster/pekko/ShoppingCartTest.java");

  @Test
  @DisplayName("shows the shopping cart that the tests compile and run, and no other")
  void cart_isTheCompiledOne() throws IOException {
    String shown = between(Files.readString(README), "<!-- cart -->\n```java\n", "```");
    String compiled = between(Files.readString(CART), "// tag::cart[]\n", "  // end::cart[]");
    assertThat(shown.strip()).isEqualTo(compiled.stripIndent().strip());
    assertThat(shown.lines()).hasSizeLessThanOrEqualTo(50);
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    assertThat(from).as("\"%s\" is missing", start).isNotNegative();
    int to = text.indexOf(end, from + start.length());
    return text.substring(from + start.length(), to);
  }
}
