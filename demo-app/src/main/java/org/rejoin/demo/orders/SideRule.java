package org.rejoin.demo.orders;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Side;

/**
 * Which side sells a line. By country, the United Kingdom in West and others in East; but when a
 * side would get fewer than {@value #MIN_PERCENT} % of the lines that are sold in the cut, by a
 * hash of the invoice number, so that both sides have something to lose.
 */
public enum SideRule {
  /** United Kingdom West, others East. */
  COUNTRY,
  /** CRC-32 of the invoice number: even West, odd East. */
  INVOICE_HASH;

  /** A side with less than this share of the cut's lines is starved. */
  static final int MIN_PERCENT = 5;

  private static final String HOME = "United Kingdom";

  /** The rule for a file whose lines in the cut are {@code inCut}. */
  public static SideRule choose(List<OrderLine> inCut) {
    long west = inCut.stream().filter(line -> COUNTRY.sideOf(line) == Side.WEST).count();
    long fewer = Math.min(west, inCut.size() - west);
    return fewer * 100 < (long) MIN_PERCENT * inCut.size() ? INVOICE_HASH : COUNTRY;
  }

  /** The side that sells {@code line}. */
  public Side sideOf(OrderLine line) {
    if (this == COUNTRY) {
      return line.country().equals(HOME) ? Side.WEST : Side.EAST;
    }
    CRC32 hash = new CRC32();
    hash.update(line.invoice().getBytes(StandardCharsets.UTF_8));
    return (hash.getValue() & 1) == 0 ? Side.WEST : Side.EAST;
  }

  /** The rule in words. */
  public String describe() {
    return this == COUNTRY
        ? "by country: United Kingdom West, others East"
        : "by invoice hash: by country a side would be starved in the cut";
  }
}
