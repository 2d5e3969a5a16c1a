package org.rejoin.demo.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
  @Test
  @DisplayName("commas, doubled quotes and line ends stand in quotes; CRLF ends a line as LF does")
  void quoting() {
    List<CsvReader.CsvRecord> records = read("a,\"b, \"\"c\"\"\",\"d\ne\"\r\n\r\n,\"\",z");
    assertThat(records)
        .extracting(CsvReader.CsvRecord::fields)
        .containsExactly(List.of("a", "b, \"c\"", "d\ne"), List.of("", "", "z"));
    assertThat(records).extracting(CsvReader.CsvRecord::line).containsExactly(1L, 4L);
  }

  @Test
  @DisplayName("a fault costs its own line only, and later lines keep their numbers")
  void recovery() {
    List<CsvReader.CsvRecord> records = read("a\n\"b\nc\nd\"e\n\"f\"g\nh\n\"never closed\nlast");
    assertThat(records)
        .extracting(record -> record.error().isPresent())
        .containsExactly(false, true, false, true, true, false, true, false);
    assertThat(records)
        .extracting(CsvReader.CsvRecord::line)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  @DisplayName("a record without end is refused at its bound")
  void bound() {
    String text = "\"" + "x\n".repeat(CsvReader.MAX_RECORD_CHARS);
    assertThat(new CsvReader(text).next().orElseThrow().error())
        .hasValueSatisfying(error -> assertThat(error).contains("65536"));
    assertThat(
            new CsvReader("y".repeat(CsvReader.MAX_RECORD_CHARS + 2)).next().orElseThrow().error())
        .isPresent();
  }

  private static List<CsvReader.CsvRecord> read(String text) {
    CsvReader reader = new CsvReader(text);
    List<CsvReader.CsvRecord> records = new ArrayList<>();
    for (Optional<CsvReader.CsvRecord> next = reader.next();
        next.isPresent();
        next = reader.next()) {
      records.add(next.get());
    }
    return records;
  }
}
