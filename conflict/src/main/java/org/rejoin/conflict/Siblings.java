package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Bytes;

/**
 * The values of a register, distinct in bytes, in stamp order: by clock, then writer, then bytes,
 * so that every replica with the same state shows the same list. None: never put or removed; one:
 * no conflict. Of puts with equal bytes the one with the top stamp is shown.
 *
 * <p>Immutable and thread-safe, if the values are.
 */
public final class Siblings<V> implements Iterable<Sibling<V>> {
  private final List<Sibling<V>> all;
  private final List<Version> versions;
  private final Token token;

  /**
   * @param versions what {@code all} was decoded from; empty if it was made of something else
   */
  Siblings(List<Sibling<V>> all, List<Version> versions, Token token) {
    this.all = all instanceof ReadBudget ? all : List.copyOf(all);
    this.versions = versions;
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

  /**
   * The one with the top stamp among those that are not ahead of the clock, else among all; {@link
   * IndexOutOfBoundsException} if there is none.
   */
  public Sibling<V> latest() {
    return latestOf(all);
  }

  static <V> Sibling<V> latestOf(List<Sibling<V>> inStampOrder) {
    for (int i = inStampOrder.size() - 1; i >= 0; i--) {
      Sibling<V> sibling = inStampOrder.get(i);
      if (!sibling.isAhead()) {
        return sibling;
      }
    }
    return inStampOrder.get(inStampOrder.size() - 1);
  }

  /** Whether one of them is ahead of the reader's clock. */
  public boolean isAhead() {
    return all.stream().anyMatch(Sibling::isAhead);
  }

  /**
   * These, each marked as ahead or not.
   *
   * @param limit the reader's clock and {@code max-drift}: stamps in a later millisecond are ahead
   */
  public Siblings<V> asOf(Hlc limit) {
    List<Sibling<V>> marked =
        all.stream()
            .map(sibling -> sibling.marked(sibling.stamp().millis() > limit.millis()))
            .toList();
    return new Siblings<>(marked, versions, token);
  }

  /**
   * These, for one call of a resolver.
   *
   * @param reads how often siblings may be looked at, one by one; then {@link
   *     IllegalStateException}
   */
  public Siblings<V> withBudget(int reads) {
    return new Siblings<>(new ReadBudget<>(all, reads), versions, token);
  }

  /** Covers just these values: a put with it replaces them and nothing else. */
  public Token token() {
    return token;
  }

  /** These, their token bound to a delete epoch. */
  Siblings<V> inEpoch(long epoch) {
    return new Siblings<>(all, versions, token.inEpoch(epoch));
  }

  /** The versions that are shown, as they came, in the same order. */
  List<Version> versions() {
    return versions;
  }

  /** The bytes that came with {@code value} if it is, as an object, one of these; else null. */
  @SuppressWarnings("ReferenceEquality") // values need no equals; others are encoded anew
  @Nullable Bytes bytesOf(V value) {
    for (int i = 0; i < versions.size(); i++) {
      if (all.get(i).value() == value) {
        return versions.get(i).value();
      }
    }
    return null;
  }

  /** Whether one of these came as {@code bytes}. */
  boolean holds(Bytes bytes) {
    return versions.stream().anyMatch(version -> version.value().equals(bytes));
  }

  /** What these say of a part of each value: distinct, in the same order, the top stamp of each. */
  <F> Siblings<F> field(Function<? super V, F> getter) {
    List<Sibling<F>> parts = new ArrayList<>();
    for (Sibling<V> sibling : all) {
      Sibling<F> part = sibling.field(getter);
      parts.removeIf(earlier -> earlier.value().equals(part.value()));
      parts.add(part);
    }
    return new Siblings<>(parts, List.of(), token);
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
