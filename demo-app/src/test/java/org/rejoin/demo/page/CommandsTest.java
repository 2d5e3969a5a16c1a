package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandsTest {
  private final FakeSource source = new FakeSource();
  private final Feed feed =
      new Feed(0, new ViewBuilder(source).build(Map.of(), key -> "", pair -> false));
  private final Commands commands = new Commands(source, feed);

  private Commands.Reply run(String name, String body) {
    return commands.run(name, body).toCompletableFuture().join();
  }

  private static String sale(String id) {
    return "{'requestId':'ID','side':'West','sku':'LAMP','quantity':2}"
        .replace("ID", id)
        .replace('\'', '"');
  }

  @Test
  @DisplayName("a retry gets the first answer and does nothing twice")
  void retry() {
    Commands.Reply first = run("sell", sale("a"));
    Commands.Reply again = run("sell", sale("a"));
    assertThat(again).isEqualTo(first);
    assertThat(source.calls).containsExactly("sell West LAMP 2");
    run("sell", sale("b"));
    assertThat(source.calls).hasSize(2);
  }

  @Test
  @DisplayName("a request id cannot be used for another command")
  void reused() {
    run("sell", sale("a"));
    Commands.Reply other = run("cut", "{\"requestId\":\"a\"}");
    assertThat(other.result()).isEqualTo(Outcome.Result.REJECTED);
    assertThat(source.calls).containsExactly("sell West LAMP 2");
  }

  @Test
  @DisplayName("the memory of ids is bounded")
  void bounded() {
    for (int i = 0; i <= Commands.MAX_REMEMBERED; i++) {
      run("sell", sale("id-" + i));
    }
    run("sell", sale("id-1"));
    assertThat(source.calls).hasSize(Commands.MAX_REMEMBERED + 1);
    run("sell", sale("id-0"));
    assertThat(source.calls).hasSize(Commands.MAX_REMEMBERED + 2);
  }

  @Test
  @DisplayName("what a command did is told to all who watch")
  void notice() {
    run("cut", "{\"requestId\":\"x\"}");
    assertThat(feed.snapshot()).contains("West and East are cut");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sell  | not json                                                          | is not JSON",
        "sell  | []                                                                | object",
        "sell  | {}                                                                | requestId",
        "sell  | {\"requestId\":\"a b\"}                                           | requestId",
        "sell  | {\"requestId\":\"a\",\"side\":\"North\"}                          | side",
        "sell  | {\"requestId\":\"a\",\"side\":\"West\",\"sku\":\"X\",\"quantity\":1} | sku",
        "sell  | {\"requestId\":\"a\",\"side\":\"West\",\"sku\":\"LAMP\",\"quantity\":0} | quantity",
        "sell  | {\"requestId\":\"a\",\"side\":\"West\",\"sku\":\"LAMP\",\"quantity\":1.5} | quantity",
        "sell  | {\"requestId\":\"a\",\"side\":\"West\",\"sku\":\"LAMP\",\"quantity\":100} | quantity",
        "price | {\"requestId\":\"a\",\"side\":\"West\",\"sku\":\"LAMP\",\"pence\":1e9} | pence",
        "describe | {\"requestId\":\"a\",\"side\":\"West\",\"sku\":\"LAMP\",\"text\":\" \"} | text",
        "describe | {\"requestId\":\"a\",\"side\":\"West\",\"sku\":\"LAMP\",\"text\":7} | text",
        "kill  | {\"requestId\":\"a\",\"node\":\"w9\"}                             | node",
        "play  | {\"requestId\":\"a\",\"linesPerSecond\":9999}                     | linesPerSecond",
        "cut   | {\"requestId\":\"a\",\"more\":1}                                  | does not know",
        "cut   | {\"requestId\":\"a\",\"requestId\":\"b\"}                         | is not JSON",
        "boom  | {\"requestId\":\"a\"}                                             | commands are",
      })
  @DisplayName("a body that is not as it should be is refused with its field's name")
  void refused(String name, String body, String expected) {
    assertThatThrownBy(() -> commands.run(name, body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
    assertThat(source.calls).isEmpty();
  }

  @Test
  @DisplayName("a description has its bound")
  void description() {
    String body = "{\"requestId\":\"a\",\"side\":\"East\",\"sku\":\"MUG\",\"text\":\"TEXT\"}";
    assertThatThrownBy(
            () ->
                commands.run(
                    "describe",
                    body.replace("TEXT", "x".repeat(Commands.MAX_DESCRIPTION_CHARS + 1))))
        .hasMessageContaining("text");
    String longest = "x".repeat(Commands.MAX_DESCRIPTION_CHARS);
    run("describe", body.replace("TEXT", longest));
    assertThat(source.calls).containsExactly("describe East MUG " + longest);
  }

  @Test
  @DisplayName("a refused body leaves its id unused")
  void refusedId() {
    assertThatThrownBy(() -> commands.run("kill", "{\"requestId\":\"a\",\"node\":\"w9\"}"));
    run("kill", "{\"requestId\":\"a\",\"node\":\"w1\"}");
    assertThat(source.calls).isEqualTo(List.of("kill w1"));
  }
}
