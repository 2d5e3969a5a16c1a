package org.rejoin.demo.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Side;

/**
 * What was sent and how it was answered, and what the files themselves add up to. Knows nothing of
 * the store. Thread-safe.
 */
final class Ledger {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Sum> products = new TreeMap<>();
  private final Map<String, List<PriceWrite>> prices = new TreeMap<>();
  private final Map<Side, Long> ackedInCut = new EnumMap<>(Side.class);
  private long acknowledged;
  private long unknown;

  /** Pieces and revenue of one product. */
  record Sum(long units, long revenuePence) {
    static final Sum ZERO = new Sum(0, 0);

    Sum plus(OrderLine line) {
      return new Sum(
          Math.addExact(units, line.quantity()), Math.addExact(revenuePence, line.revenuePence()));
    }
  }

  /** Between which bounds a counter has to lie, both included. */
  record Bounds(long low, long high) {
    boolean contains(long value) {
      return low <= value && value <= high;
    }
  }

  /** An answered price. */
  record PriceWrite(Side side, long pence) {}

  private static final class Entry {
    final OrderLine line;
    boolean lineKept;
    @Nullable String unitsNode;
    Outcome units = Outcome.REFUSED;

    Entry(OrderLine line) {
      this.line = line;
    }
  }

  /** These lines are to be sold, each once. */
  synchronized void expect(List<OrderLine> lines) {
    for (OrderLine line : lines) {
      if (entries.put(line.id(), new Entry(line)) != null) {
        throw new IllegalArgumentException("line id " + line.id() + " occurs twice");
      }
      products.merge(line.product(), Sum.ZERO.plus(line), (sum, one) -> sum.plus(line));
    }
  }

  /** First answer for a line. */
  synchronized void lineAnswered(OrderLine line, Side side, boolean inCut, Outcome outcome) {
    if (outcome == Outcome.ACKED) {
      acknowledged++;
      entry(line).lineKept = true;
      if (inCut) {
        ackedInCut.merge(side, 1L, Long::sum);
      }
    } else {
      unknown++;
    }
  }

  /** After the heal the line was found, or written again and acknowledged. */
  synchronized void lineSettled(OrderLine line) {
    entry(line).lineKept = true;
  }

  /** Answer of {@code node} for the pieces of a line. */
  synchronized void unitsAnswered(OrderLine line, String node, Outcome outcome) {
    Entry entry = entry(line);
    entry.unitsNode = node;
    entry.units = outcome;
  }

  /** The node's memory is gone: what only it was sure to hold may be lost. */
  synchronized void memoryLost(String node) {
    for (Entry entry : entries.values()) {
      if (entry.units == Outcome.APPLIED && node.equals(entry.unitsNode)) {
        entry.units = Outcome.UNSURE;
      }
    }
  }

  /** A price was set; a later call means a later write. */
  synchronized void priceSet(String product, Side side, long pence) {
    prices.computeIfAbsent(product, any -> new ArrayList<>()).add(new PriceWrite(side, pence));
  }

  /** A connected shop sets a price: it replaces all before it, on both sides. */
  synchronized void priceReset(String product, long pence) {
    prices.put(product, new ArrayList<>(List.of(new PriceWrite(Side.WEST, pence))));
  }

  /** Lines that were answered with anything but an acknowledgement and are not settled. */
  synchronized List<OrderLine> openLines() {
    return entries.values().stream().filter(e -> !e.lineKept).map(e -> e.line).toList();
  }

  /** Lines whose pieces were certainly not counted. */
  synchronized List<OrderLine> uncountedLines() {
    return entries.values().stream()
        .filter(e -> e.units == Outcome.REFUSED)
        .map(e -> e.line)
        .toList();
  }

  /** All lines that are to be there, by id. */
  synchronized Map<String, OrderLine> lines() {
    Map<String, OrderLine> lines = new LinkedHashMap<>();
    entries.forEach((id, entry) -> lines.put(id, entry.line));
    return lines;
  }

  /** What each product adds up to in the files. */
  synchronized Map<String, Sum> products() {
    return new TreeMap<>(products);
  }

  /** What each country's counter may say. */
  synchronized Map<String, Bounds> units() {
    Map<String, Bounds> bounds = new TreeMap<>();
    for (Entry entry : entries.values()) {
      long quantity = entry.line.quantity();
      boolean sure = entry.units == Outcome.ACKED || entry.units == Outcome.APPLIED;
      boolean unsure = entry.units == Outcome.UNSURE;
      long low = sure ? quantity : unsure ? Math.min(0, quantity) : 0;
      long high = sure ? quantity : unsure ? Math.max(0, quantity) : 0;
      bounds.merge(
          entry.line.country(),
          new Bounds(low, high),
          (a, b) -> new Bounds(a.low() + b.low(), a.high() + b.high()));
    }
    return bounds;
  }

  /** Products that have a price. */
  synchronized List<String> pricedProducts() {
    return List.copyOf(prices.keySet());
  }

  /** The last price of each side that set one: what nobody has replaced. Ascending. */
  synchronized NavigableSet<Long> concurrentPrices(String product) {
    Map<Side, Long> last = new EnumMap<>(Side.class);
    List<PriceWrite> writes = prices.getOrDefault(product, List.of());
    for (PriceWrite write : writes.subList(Math.min(1, writes.size()), writes.size())) {
      last.put(write.side(), write.pence());
    }
    if (last.isEmpty()) {
      return new TreeSet<>(writes.stream().map(PriceWrite::pence).toList());
    }
    return new TreeSet<>(last.values());
  }

  /** The price that was set last of all. */
  synchronized long lastPrice(String product) {
    List<PriceWrite> writes = prices.getOrDefault(product, List.of());
    return writes.get(writes.size() - 1).pence();
  }

  /** Lines acknowledged at once. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  /** Lines that had to be looked up. */
  synchronized long unknown() {
    return unknown;
  }

  /** Lines acknowledged while West and East were cut. */
  synchronized long ackedInCut(Side side) {
    return ackedInCut.getOrDefault(side, 0L);
  }

  private Entry entry(OrderLine line) {
    Entry entry = entries.get(line.id());
    if (entry == null) {
      throw new IllegalStateException("line " + line.id() + " was never to be sold");
    }
    return entry;
  }
}
