package org.rejoin.demo.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.rejoin.demo.OrderLine;

/** Invented orders of the built-in catalogue: the same seed gives the same lines. */
public final class OrderGenerator {
  /** Lines that a run without files sells. */
  public static final int DEFAULT_LINES = 600;

  private static final List<Product> CATALOGUE =
      List.of(
          new Product("LAMP-1", "Desk lamp, brass", 4900),
          new Product("LAMP-2", "Reading lamp \"Owl\"", 3450),
          new Product("MUG-1", "Mug, blue", 895),
          new Product("MUG-2", "Mug, striped", 950),
          new Product("TEA-1", "Tea, Darjeeling, 100 g", 725),
          new Product("TEA-2", "Tea, mint, 100 g", 480),
          new Product("POT-1", "Teapot for two", 2199),
          new Product("KET-1", "Kettle, enamel", 3900),
          new Product("TOW-1", "Kitchen towel", 650),
          new Product("CAN-1", "Candle, beeswax", 1125),
          new Product("VAS-1", "Vase, green glass", 1850),
          new Product("CLK-1", "Wall clock", 2799),
          new Product("BOX-1", "Biscuit tin", 599),
          new Product("CRD-1", "Birthday card", 250),
          new Product("BAG-1", "Cotton bag", 399),
          new Product("PLT-1", "Dinner plate", 1199),
          new Product("BWL-1", "Salad bowl", 2450),
          new Product("SPN-1", "Wooden spoon", 325),
          new Product("JAR-1", "Storage jar", 875),
          new Product("DOR-1", "Door mat", 1699));

  private static final List<String> COUNTRIES =
      List.of("United Kingdom", "United Kingdom", "United Kingdom", "Germany", "France", "Norway");

  private record Product(String code, String description, long pence) {}

  private OrderGenerator() {}

  /** {@code count} order lines, a few of them cancellations. */
  public static OrderFile generate(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<OrderLine> lines = new ArrayList<>();
    int invoice = 500_000;
    String country = COUNTRIES.get(0);
    int left = 0;
    boolean cancelled = false;
    for (int i = 1; i <= count; i++) {
      if (left == 0) {
        invoice++;
        left = 1 + random.nextInt(8);
        country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        cancelled = random.nextInt(20) == 0;
      }
      left--;
      Product product = CATALOGUE.get(random.nextInt(CATALOGUE.size()));
      long quantity = 1L + random.nextInt(12);
      lines.add(
          new OrderLine(
              "generated-" + seed + ":" + i,
              (cancelled ? "C" : "") + invoice,
              product.code(),
              product.description(),
              cancelled ? -quantity : quantity,
              String.format(Locale.ROOT, "2026-01-01 %02d:%02d:00", 8 + i / 60 % 12, i % 60),
              product.pence(),
              String.valueOf(10_000 + random.nextInt(500)),
              country));
    }
    return new OrderFile("generated-" + seed, lines, List.of());
  }
}
