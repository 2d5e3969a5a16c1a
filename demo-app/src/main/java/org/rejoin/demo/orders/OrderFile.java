package org.rejoin.demo.orders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.demo.OrderLine;

/**
 * The order lines of one file, in its order. Its first line names the columns, in any order:
 * {@value #COLUMNS_TEXT}; others are passed over. Text is UTF-8, else ISO 8859-1.
 *
 * @param name the file's name without its directories; line ids begin with it
 * @param lines those that could be read
 * @param malformed those that could not
 */
public record OrderFile(String name, List<OrderLine> lines, List<MalformedLine> malformed) {
  static final String COLUMNS_TEXT =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

  /** Largest file that is read. */
  public static final long MAX_FILE_BYTES = 64L << 20;

  private static final List<String> COLUMNS = List.of(COLUMNS_TEXT.split(",", -1));
  private static final long MAX_QUANTITY = 1_000_000;
  private static final int MAX_CODE_CHARS = 64;
  private static final int MAX_TEXT_CHARS = 1000;
  private static final String DATE_FORM =
      "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?";

  /** Keeps copies. */
  public OrderFile {
    lines = List.copyOf(lines);
    malformed = List.copyOf(malformed);
  }

  /**
   * Reads a file. Throws {@link IOException} naming it if it cannot be read or has no header.
   *
   * @param names how often each name has occurred; a second file of one name gets {@code #2} after
   *     it, so that line ids differ
   */
  public static OrderFile read(Path path, Map<String, Integer> names) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + ": there is no such file");
    }
    long bytes = Files.size(path);
    if (bytes > MAX_FILE_BYTES) {
      throw new IOException(path + ": larger than " + MAX_FILE_BYTES + " bytes");
    }
    String name = String.valueOf(path.getFileName());
    int times = names.merge(name, 1, Integer::sum);
    return parse(times == 1 ? name : name + "#" + times, decode(Files.readAllBytes(path)));
  }

  /** Reads {@code text} as if it were the content of a file called {@code name}. */
  public static OrderFile parse(String name, String text) throws IOException {
    CsvReader reader = new CsvReader(text.startsWith("\uFEFF") ? text.substring(1) : text);
    Map<String, Integer> header = header(name, reader);
    List<OrderLine> lines = new ArrayList<>();
    List<MalformedLine> malformed = new ArrayList<>();
    for (Optional<CsvReader.CsvRecord> next = reader.next();
        next.isPresent();
        next = reader.next()) {
      try {
        lines.add(new Row(name, header, next.get()).orderLine());
      } catch (BadLine e) {
        malformed.add(e.line);
      }
    }
    return new OrderFile(name, lines, malformed);
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static Map<String, Integer> header(String name, CsvReader reader) throws IOException {
    List<String> names =
        reader
            .next()
            .orElseThrow(() -> new IOException(name + ": empty, expected " + COLUMNS_TEXT))
            .fields();
    Map<String, Integer> header = new HashMap<>();
    for (String column : COLUMNS) {
      int index = names.indexOf(column);
      if (index < 0) {
        throw new IOException(
            name + " line 1: column " + column + " is missing, expected " + COLUMNS_TEXT);
      }
      header.put(column, index);
    }
    header.put("", names.size());
    return header;
  }

  private static final class BadLine extends Exception {
    private static final long serialVersionUID = 1;
    final transient MalformedLine line;

    BadLine(MalformedLine line) {
      super(null, null, false, false);
      this.line = line;
    }
  }

  private record Row(String file, Map<String, Integer> header, CsvReader.CsvRecord csv) {
    OrderLine orderLine() throws BadLine {
      int columns = header.getOrDefault("", 0);
      if (csv.error().isPresent()) {
        throw bad("", csv.error().get(), String.join(",", csv.fields()));
      }
      if (csv.fields().size() != columns) {
        throw bad("", columns + " fields", csv.fields().size() + " fields");
      }
      return new OrderLine(
          file + ":" + csv.line(),
          text("InvoiceNo", 1, MAX_CODE_CHARS),
          text("StockCode", 1, MAX_CODE_CHARS),
          text("Description", 0, MAX_TEXT_CHARS),
          quantity(),
          date(),
          price(),
          text("CustomerID", 0, MAX_CODE_CHARS),
          text("Country", 1, MAX_CODE_CHARS));
    }

    private String cell(String column) {
      return csv.fields().get(header.getOrDefault(column, 0));
    }

    private String text(String column, int min, int max) throws BadLine {
      String cell = cell(column);
      if (cell.isBlank() ? min > 0 : cell.length() > max) {
        throw bad(column, "text of " + min + " to " + max + " characters", cell);
      }
      return cell;
    }

    private long quantity() throws BadLine {
      String cell = cell("Quantity");
      if (!cell.matches("-?[0-9]{1,9}") || Math.abs(Long.parseLong(cell)) > MAX_QUANTITY) {
        throw bad("Quantity", "a whole number from -" + MAX_QUANTITY + " to " + MAX_QUANTITY, cell);
      }
      return Long.parseLong(cell);
    }

    private String date() throws BadLine {
      String cell = cell("InvoiceDate");
      if (!cell.matches(DATE_FORM)) {
        throw bad("InvoiceDate", "a date and time such as 2010-12-01 08:26:00", cell);
      }
      return cell;
    }

    private long price() throws BadLine {
      String cell = cell("UnitPrice");
      Optional<Long> pence = Pence.parse(cell);
      if (pence.isEmpty()) {
        throw bad("UnitPrice", Pence.EXPECTED, cell);
      }
      return pence.get();
    }

    private BadLine bad(String column, String expected, String found) {
      return new BadLine(new MalformedLine(file, csv.line(), column, expected, found));
    }
  }
}
