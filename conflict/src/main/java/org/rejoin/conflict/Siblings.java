package org.rejoin.conflict;

import java.util.Iterator;
import java.util.List;

/**
 * The values of a register, distinct in bytes, in stamp order: by clock, then writer, then bytes,
 * so that every replica with the same state shows the same list. None: never put or removed; one:
 * no conflict. Of puts with equal bytes the one with the top stamp is shown.
 *
 * <p>Immutable and thread-safe, if the values are.
 */
public final class Siblings<V> implements Iterable<Sibling<V>> {
  private final List<Sibling<V>> all;
  private final Token token;

  Siblings(List<Sibling<V>> all, Token token) {
    this.all = List.copyOf(all);
    this.token = token;
  }

  /** All of them. */
  public List<Sibling<V>> all() {
    return all;
  }

  /** Their values. */
  public List<V> values() {
    return all.stream().map(Sibling::value).toList();
  }

  /** How many differ. */
  public int size() {
    return all.size();
  }

  /** Whether there is no value. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The one with the lowest stamp; {@link IndexOutOfBoundsException} if there is none. */
  public Sibling<V> first() {
    return all.get(0);
  }

  /** The one with the top stamp; {@link IndexOutOfBoundsException} if there is none. */
  public Sibling<V> last() {
    return all.get(all.size() - 1);
  }

  /** Covers just these values: a put with it replaces them and nothing else. */
  public Token token() {
    return token;
  }

  @Override
  public Iterator<Sibling<V>> iterator() {
    return all.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Siblings<?> siblings
        && all.equals(siblings.all)
        && token.equals(siblings.token);
  }

  @Override
  public int hashCode() {
    return 31 * all.hashCode() + token.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
