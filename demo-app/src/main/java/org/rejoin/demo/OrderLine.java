package org.rejoin.demo;

/**
 * One line of an order, as the shop keeps it. Immutable.
 *
 * @param id where it comes from: file name and line number, never its content, since true
 *     duplicates occur
 * @param invoice number of the order; a cancellation starts with {@code C}
 * @param product stock code
 * @param quantity pieces; negative in a cancellation
 * @param pence price of one piece
 * @param customer may be empty
 */
public record OrderLine(
    String id,
    String invoice,
    String product,
    String description,
    long quantity,
    String placedAt,
    long pence,
    String customer,
    String country) {

  /** Quantity times price, in pence; throws {@link ArithmeticException} beyond 64 bits. */
  public long revenuePence() {
    return Math.multiplyExact(quantity, pence);
  }
}
