package org.rejoin.demo.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rejoin.demo.OrderLine;

class OrderFileTest {
  private static final Path RETAIL = Path.of("..", "..", "shared", "data", "retail");

  @Test
  @DisplayName("every field of a line is read; its id is file name and line number")
  void readsLines() throws IOException {
    OrderFile file = read("small-orders.csv");
    assertThat(file.malformed()).isEmpty();
    assertThat(file.lines()).hasSize(150);
    assertThat(file.lines().get(1))
        .isEqualTo(
            new OrderLine(
                "small-orders.csv:3",
                "700102",
                "A101",
                "BRASS LAMP, LARGE",
                8,
                "2026-03-02 09:01:00",
                3450,
                "20109.0",
                "Norway"));
    assertThat(new HashSet<>(file.lines().stream().map(OrderLine::id).toList())).hasSize(150);
    assertThat(file.lines()).anyMatch(line -> line.quantity() < 0);
    assertThat(file.lines()).anyMatch(line -> line.description().equals("MUG \"GOOD MORNING\""));
  }

  @Test
  @DisplayName(
      "a malformed line names file, line, column and what was expected; the others are read")
  void namesFaults() throws IOException {
    OrderFile file = read("malformed-orders.csv");
    assertThat(file.lines()).hasSize(60);
    assertThat(file.malformed())
        .extracting(MalformedLine::line)
        .containsExactly(22L, 23L, 24L, 25L, 26L, 47L, 48L);
    assertThat(file.malformed())
        .extracting(MalformedLine::column)
        .containsExactly("Quantity", "UnitPrice", "InvoiceDate", "", "", "StockCode", "");
    assertThat(file.malformed().get(0))
        .hasToString(
            "malformed-orders.csv line 22, column Quantity: expected a whole number from -1000000 to"
                + " 1000000, found \"six\"");
    assertThat(file.malformed().get(3))
        .hasToString("malformed-orders.csv line 25: expected 8 fields, found \"7 fields\"");
  }

  @Test
  @DisplayName("a file without the columns, or that is not there, is refused by name")
  void refusesFiles(@TempDir Path folder) {
    assertThatThrownBy(() -> OrderFile.parse("x.csv", "a,b,c\n1,2,3\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.csv line 1: column InvoiceNo is missing");
    assertThatThrownBy(() -> OrderFile.parse("x.csv", "")).hasMessageContaining("x.csv: empty");
    assertThatThrownBy(() -> OrderFile.read(folder.resolve("no.csv"), new HashMap<>()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no.csv: there is no such file");
  }

  @Test
  @DisplayName("two files of one name have different line ids")
  void sameName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), OrderFile.COLUMNS_TEXT + "\n");
    Map<String, Integer> names = new HashMap<>();
    assertThat(OrderFile.read(file, names).name()).isEqualTo("a.csv");
    assertThat(OrderFile.read(file, names).name()).isEqualTo("a.csv#2");
  }

  @Test
  @DisplayName("the retail files are read whole, and add up to the pence")
  void retailFiles() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(RETAIL), "no folder " + RETAIL + ": nothing to read");
    Map<String, Long> revenue =
        Map.of(
            "2010-12-01.csv", 5863556L,
            "2010-12-02.csv", 4620728L,
            "2010-12-03.csv", 4562046L,
            "2010-12-05.csv", 3138395L);
    int lines = 0;
    for (Map.Entry<String, Long> day : revenue.entrySet()) {
      OrderFile file = OrderFile.read(RETAIL.resolve(day.getKey()), new HashMap<>());
      assertThat(file.malformed()).isEmpty();
      assertThat(file.lines().stream().mapToLong(OrderLine::revenuePence).sum())
          .as(day.getKey())
          .isEqualTo(day.getValue());
      lines += file.lines().size();
    }
    assertThat(lines).isEqualTo(10_144);
  }

  @Test
  @DisplayName("the same seed generates the same orders")
  void generates() {
    OrderFile once = OrderGenerator.generate(5, 200);
    assertThat(once).isEqualTo(OrderGenerator.generate(5, 200));
    assertThat(once.lines()).hasSize(200).isNotEqualTo(OrderGenerator.generate(6, 200).lines());
    assertThat(List.of(once.lines().get(0).quantity() != 0)).containsOnly(true);
  }

  static OrderFile read(String resource) throws IOException {
    return OrderFile.read(Path.of("src", "test", "resources", resource), new HashMap<>());
  }
}
