package org.rejoin.demo.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Shop;
import org.rejoin.demo.page.PageSource.Product;

/** What the storefronts sell: a few products, built in or the best sellers of real orders. */
final class Catalogue {
  /** Products in a storefront. */
  static final int SIZE = 6;

  private static final List<Product> BUILT_IN =
      List.of(
          product("LAMP", "Desk lamp", 4900),
          product("MUG", "Enamel mug", 850),
          product("CHAIR", "Folding chair", 3200),
          product("CLOCK", "Wall clock", 2450),
          product("BLANKET", "Wool blanket", 5600),
          product("PLANT", "Rubber plant", 1800));

  private Catalogue() {}

  /**
   * The products that most of the lines are about, or the built-in ones when there are no lines.
   */
  static List<Product> of(List<OrderLine> orders) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    Map<String, OrderLine> first = new LinkedHashMap<>();
    for (OrderLine line : orders) {
      if (line.quantity() > 0 && line.pence() > 0) {
        lines.merge(line.product(), 1, Integer::sum);
        first.putIfAbsent(line.product(), line);
      }
    }
    if (lines.isEmpty()) {
      return BUILT_IN;
    }
    return first.values().stream()
        .sorted(Comparator.comparing((OrderLine line) -> -lines.getOrDefault(line.product(), 0)))
        .limit(SIZE)
        .map(line -> product(line.product(), title(line), line.pence()))
        .toList();
  }

  private static String title(OrderLine line) {
    String name = line.description().trim();
    return name.isEmpty() ? line.product() : PageState.shorten(name);
  }

  private static Product product(String sku, String title, long pence) {
    return new Product(
        sku,
        title,
        pence,
        List.of(
            Shop.ORDERS + "/" + sku,
            Shop.PRICE_MERGED + "/" + sku,
            Shop.PRICE_LWW + "/" + sku,
            Shop.PRICE_VERSIONS + "/" + sku,
            Shop.DESCRIPTION + "/" + sku));
  }
}
