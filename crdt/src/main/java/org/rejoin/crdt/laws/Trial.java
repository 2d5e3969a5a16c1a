package org.rejoin.crdt.laws;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Crdt;

/** Collects failed claims and keeps the one with the smallest values. Not thread-safe. */
final class Trial<S extends Crdt<S>> {
  private static final int MAX_TEXT = 600;

  record Failure(String claim, List<String> values, long sizeBytes) {}

  private @Nullable Failure smallest;

  Optional<Failure> smallest() {
    return Optional.ofNullable(smallest);
  }

  /** Claims that both sides have the same bytes. */
  boolean same(String claim, List<S> values, Supplier<S> left, Supplier<S> right) {
    try {
      S one = left.get();
      S two = right.get();
      if (sameBytes(one, two)) {
        return true;
      }
      return fail(claim + ", but " + text(one) + " is not " + text(two), values);
    } catch (RuntimeException e) {
      return fail(claim + ", but it threw " + e, values);
    }
  }

  /** Claims that a value is {@code expected}. */
  boolean equal(String claim, List<S> values, Supplier<?> value, Object expected) {
    try {
      Object found = value.get();
      return found.equals(expected)
          || fail(claim + " " + expected + ", but it is " + found, values);
    } catch (RuntimeException e) {
      return fail(claim + " " + expected + ", but it threw " + e, values);
    }
  }

  /** Claims that {@code condition} holds. */
  boolean holds(String claim, List<S> values, BooleanSupplier condition) {
    try {
      return condition.getAsBoolean() || fail(claim + ", but it does not hold", values);
    } catch (RuntimeException e) {
      return fail(claim + ", but it threw " + e, values);
    }
  }

  static <S extends Crdt<S>> boolean sameBytes(S one, S two) {
    return Arrays.equals(one.toBytes(), two.toBytes());
  }

  private boolean fail(String claim, List<S> values) {
    long size = 0;
    for (S value : values) {
      size += sizeOf(value);
    }
    if (smallest == null || size < smallest.sizeBytes) {
      smallest = new Failure(claim, values.stream().map(Trial::text).toList(), size);
    }
    return false;
  }

  private static long sizeOf(Crdt<?> value) {
    try {
      return value.toBytes().length;
    } catch (RuntimeException e) {
      return Integer.MAX_VALUE;
    }
  }

  static String text(Crdt<?> value) {
    String text;
    try {
      text = value + " <" + HexFormat.of().formatHex(value.toBytes()) + ">";
    } catch (RuntimeException e) {
      text = value + " <" + e + ">";
    }
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
