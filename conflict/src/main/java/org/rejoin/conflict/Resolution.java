package org.rejoin.conflict;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a {@link Resolver} decided. */
public sealed interface Resolution<V> {
  /** One value in place of all. */
  static <V> Resolution<V> value(V value) {
    return new Value<>(value);
  }

  /** No decision: the reader sees all siblings. */
  static <V> Resolution<V> keepAll() {
    return new KeepAll<>();
  }

  /** No value at all. */
  static <V> Resolution<V> delete() {
    return new Delete<>();
  }

  /** Calls the function of the case that this is. */
  <R> R match(
      Function<? super V, ? extends R> value,
      Supplier<? extends R> keepAll,
      Supplier<? extends R> delete);

  /** One value in place of all. */
  record Value<V>(V value) implements Resolution<V> {
    /** Refuses null. */
    public Value {
      Objects.requireNonNull(value, "a resolver returned null for a value");
    }

    @Override
    public <R> R match(
        Function<? super V, ? extends R> value,
        Supplier<? extends R> keepAll,
        Supplier<? extends R> delete) {
      return value.apply(this.value);
    }
  }

  /** No decision. */
  record KeepAll<V>() implements Resolution<V> {
    @Override
    public <R> R match(
        Function<? super V, ? extends R> value,
        Supplier<? extends R> keepAll,
        Supplier<? extends R> delete) {
      return keepAll.get();
    }
  }

  /** No value. */
  record Delete<V>() implements Resolution<V> {
    @Override
    public <R> R match(
        Function<? super V, ? extends R> value,
        Supplier<? extends R> keepAll,
        Supplier<? extends R> delete) {
      return delete.get();
    }
  }
}
