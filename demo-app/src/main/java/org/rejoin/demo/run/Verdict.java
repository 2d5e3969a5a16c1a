package org.rejoin.demo.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Prices;

/**
 * Judges what the nodes answered by what the ledger says. A pure function: it reaches no node.
 *
 * @param violations what is wrong, in words; empty: nothing
 * @param lost acknowledged lines that some node lacks or holds altered
 * @param duplicated lines that some node holds beyond those that were sold
 * @param conflicts of the products that were priced in this file's cut, as the first node shows
 *     them
 */
record Verdict(List<String> violations, long lost, long duplicated, Conflicts conflicts) {

  /**
   * Judges.
   *
   * @param inConflict products whose conflicts are counted
   */
  static Verdict judge(Ledger ledger, List<Snapshot> nodes, Collection<String> inConflict) {
    return new Judge(ledger).judge(nodes, inConflict);
  }

  private static final class Judge {
    private final Ledger ledger;
    private final Map<String, OrderLine> expected;
    private final Set<String> open = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<String> lost = new TreeSet<>();
    private final Set<String> duplicated = new TreeSet<>();

    Judge(Ledger ledger) {
      this.ledger = ledger;
      this.expected = ledger.lines();
      ledger.openLines().forEach(line -> open.add(line.id()));
    }

    Verdict judge(List<Snapshot> nodes, Collection<String> inConflict) {
      roots(nodes);
      if (!open.isEmpty()) {
        violations.add(open.size() + " lines could not be written even after the heal");
      }
      if (!ledger.uncountedLines().isEmpty()) {
        violations.add(
            ledger.uncountedLines().size() + " lines could not be counted even after the heal");
      }
      for (Snapshot node : nodes) {
        lines(node);
        sums(node);
        units(node);
        prices(node);
      }
      return new Verdict(
          List.copyOf(violations),
          lost.size(),
          duplicated.size(),
          nodes.isEmpty() ? Conflicts.NONE : conflicts(nodes.get(0), inConflict));
    }

    private void roots(List<Snapshot> nodes) {
      long different = nodes.stream().map(Snapshot::root).distinct().count();
      if (different != 1) {
        violations.add(
            "roots: " + different + " different root hashes on " + nodes.size() + " nodes");
      }
    }

    private void lines(Snapshot node) {
      Set<String> seen = new HashSet<>();
      node.orders()
          .forEach(
              (product, lines) ->
                  lines.forEach((id, line) -> line(node.node(), product, id, line, seen)));
      for (String id : expected.keySet()) {
        if (!seen.contains(id) && !open.contains(id)) {
          lost.add(id);
          violations.add(node.node() + ": line " + id + " is missing");
        }
      }
    }

    private void line(String node, String product, String id, OrderLine line, Set<String> seen) {
      @Nullable OrderLine wanted = expected.get(id);
      if (wanted == null || !wanted.product().equals(product)) {
        duplicated.add(product + " " + id);
        violations.add(node + ": line " + id + " of product " + product + " was never sold");
        return;
      }
      seen.add(id);
      if (!wanted.equals(line)) {
        lost.add(id);
        violations.add(node + ": line " + id + " is altered: " + line + " instead of " + wanted);
      }
    }

    private void sums(Snapshot node) {
      Set<String> products = new TreeSet<>(ledger.products().keySet());
      products.addAll(node.orders().keySet());
      Map<String, Ledger.Sum> wanted = ledger.products();
      for (String product : products) {
        Ledger.Sum sum = Ledger.Sum.ZERO;
        for (OrderLine line : node.orders().getOrDefault(product, Map.of()).values()) {
          sum = sum.plus(line);
        }
        Ledger.Sum file = wanted.getOrDefault(product, Ledger.Sum.ZERO);
        if (!sum.equals(file)) {
          violations.add(
              node.node()
                  + ": product "
                  + product
                  + " adds up to "
                  + sum
                  + ", the file to "
                  + file);
        }
      }
    }

    private void units(Snapshot node) {
      Map<String, Ledger.Bounds> wanted = ledger.units();
      Set<String> countries = new TreeSet<>(wanted.keySet());
      countries.addAll(node.units().keySet());
      for (String country : countries) {
        Ledger.Bounds bounds = wanted.getOrDefault(country, new Ledger.Bounds(0, 0));
        long value = node.units().getOrDefault(country, 0L);
        if (!bounds.contains(value)) {
          violations.add(
              node.node() + ": units of " + country + " are " + value + ", expected " + bounds);
        }
      }
    }

    private void prices(Snapshot node) {
      for (String product : ledger.pricedProducts()) {
        String where = node.node() + ": price of " + product;
        Optional<Prices> found = Optional.ofNullable(node.prices().get(product));
        if (found.isEmpty()) {
          violations.add(where + " is missing");
          continue;
        }
        Prices prices = found.get();
        NavigableSet<Long> concurrent = ledger.concurrentPrices(product);
        long last = ledger.lastPrice(product);
        if (prices.winner().orElse(-1) != last) {
          violations.add(where + ": winner " + prices.winner() + ", the last one set is " + last);
        }
        if (!prices.siblings().equals(List.copyOf(concurrent))) {
          violations.add(
              where + ": siblings " + prices.siblings() + ", set concurrently were " + concurrent);
        }
        if (prices.merged().orElse(-1) != concurrent.first()) {
          violations.add(
              where
                  + ": merged "
                  + prices.merged()
                  + ", the merge function says "
                  + concurrent.first());
        }
      }
    }

    private static Conflicts conflicts(Snapshot node, Collection<String> products) {
      Conflicts sum = Conflicts.NONE;
      for (String product : products) {
        Prices prices = node.prices().getOrDefault(product, Prices.NONE);
        sum =
            sum.plus(
                new Conflicts(
                    prices.losers().isEmpty() ? 0 : 1,
                    prices.siblings().size() > 1 ? 1 : 0,
                    prices.mergedFrom().size() > 1 ? 1 : 0));
      }
      return sum;
    }
  }
}
