package org.rejoin.simulations.plan;

/**
 * What a client asks for.
 *
 * @param element element of a set, or field of a map; else empty
 * @param value value to write, or node to give to; else empty
 * @param amount what to add to a counter, below 0 to take off, or to give; else 0
 * @param level {@code local}, {@code at-least(n)}, {@code majority}, or {@link #SESSION}
 * @param timeoutMillis how long the client waits
 */
public record OpBody(
    Verb verb,
    String keyspace,
    String key,
    String element,
    String value,
    long amount,
    String level,
    long timeoutMillis) {
  /** On one node, by a client who hands in the token of what it has seen of the key. */
  public static final String SESSION = "session";

  /** Whether the client hands in a token, and gets one. */
  public boolean isOfSession() {
    return level.equals(SESSION);
  }

  /** As in {@code add carts/k1 e3 at majority}. */
  @Override
  public String toString() {
    String what = (element + " " + value).strip() + (amount == 0 ? "" : " " + amount);
    return (verb + " " + keyspace + "/" + key + " " + what.strip()).strip() + " at " + level;
  }

  /** The same as a write of a value. */
  public OpBody asPut(String other) {
    return new OpBody(Verb.PUT, keyspace, key, element, other, amount, level, timeoutMillis);
  }

  /** The same with another value. */
  public OpBody withValue(String other) {
    return new OpBody(verb, keyspace, key, element, other, amount, level, timeoutMillis);
  }

  /** The same of another key. */
  public OpBody ofKey(String other) {
    return new OpBody(verb, keyspace, other, element, value, amount, level, timeoutMillis);
  }

  /** The same by another amount. */
  public OpBody withAmount(long other) {
    return new OpBody(verb, keyspace, key, element, value, other, level, timeoutMillis);
  }

  /** The same at another level. */
  public OpBody atLevel(String other) {
    return new OpBody(verb, keyspace, key, element, value, amount, other, timeoutMillis);
  }
}
