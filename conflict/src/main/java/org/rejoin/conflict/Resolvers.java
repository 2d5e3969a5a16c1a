package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The resolvers that come with the library. All are pure, provided that the functions given to them
 * are.
 */
public final class Resolvers {
  private Resolvers() {}

  /**
   * A resolver from a function.
   *
   * @param rule pure; may throw, must not return null
   */
  public static <V> Resolver<V> of(ResolverId id, Function<Siblings<V>, Resolution<V>> rule) {
    Objects.requireNonNull(rule, "rule");
    return new Named<>(id.name(), id.version(), rule);
  }

  private record Named<V>(String name, int version, Function<Siblings<V>, Resolution<V>> rule)
      implements Resolver<V> {
    @Override
    public Resolution<V> resolve(Siblings<V> siblings) {
      return rule.apply(siblings);
    }

    @Override
    public String toString() {
      return name + "/" + version;
    }
  }

  /**
   * Last writer wins: the top stamp among the concurrent ones, those ahead of the reader's clock
   * last. A put that replaced what it saw wins whatever its stamp, as what it replaced is no
   * sibling any more.
   */
  public static <V> Resolver<V> lww() {
    return new Named<>("lww", 1, siblings -> Resolution.value(siblings.latest().value()));
  }

  /** Version vectors only: the reader gets all concurrent values and decides. */
  public static <V> Resolver<V> keepAll() {
    return new Named<>("keep-all", 1, siblings -> Resolution.keepAll());
  }

  /**
   * First writer wins: the lowest stamp among the concurrent ones. Of equal values the last put
   * counts, so that one written back may rank otherwise than before: for reads only.
   */
  public static <V> Resolver<V> firstWriterWins() {
    return new Named<>(
        "first-writer-wins", 1, siblings -> Resolution.value(siblings.first().value()));
  }

  /**
   * The value of the highest rank; among equals the top stamp, as {@link #lww()}. For values that
   * outdo each other whenever they were written: a cancelled order stays cancelled.
   *
   * @param name what it is called in reports
   * @param version to be raised with each change of the ranks
   * @param rank pure; may throw
   */
  public static <V> Resolver<V> priority(String name, int version, ToLongFunction<V> rank) {
    Objects.requireNonNull(rank, "rank");
    return new Named<>(
        name,
        version,
        siblings -> {
          List<Sibling<V>> best = new ArrayList<>();
          long top = Long.MIN_VALUE;
          for (Sibling<V> sibling : siblings) {
            long own = rank.applyAsLong(sibling.value());
            if (own > top) {
              best.clear();
              top = own;
            }
            if (own == top) {
              best.add(sibling);
            }
          }
          return Resolution.value(Siblings.latestOf(best).value());
        });
  }

  /**
   * The same with the ranks of a list; values that are not in it rank below all.
   *
   * @param highestFirst distinct values, compared with {@code equals}
   */
  public static <V> Resolver<V> priority(String name, int version, List<V> highestFirst) {
    List<V> order = List.copyOf(highestFirst);
    return priority(
        name,
        version,
        value -> {
          int index = order.indexOf(value);
          return index < 0 ? Long.MIN_VALUE : -(long) index;
        });
  }

  /**
   * Field by field: each field of a record has a resolver of its own. See {@link PerField}.
   *
   * @param name what it is called in reports
   * @param version to be raised with each change of the fields or of what their resolvers decide
   */
  public static <V> PerField<V> perField(String name, int version) {
    return new PerField<>(name, version);
  }

  /**
   * The application's own reconciliation of two values, folded over all in stamp order: {@code
   * merge(merge(first, second), third)}. It need not be associative or commutative, as all replicas
   * fold in the same order.
   *
   * @param name what it is called in reports
   * @param version to be raised with each change of what {@code merge} decides
   * @param merge pure; gets the earlier value first; may throw, must not return null
   */
  public static <V> Resolver<V> reconcile(String name, int version, BinaryOperator<V> merge) {
    Objects.requireNonNull(merge, "merge");
    return new Named<>(name, version, siblings -> Resolution.value(fold(siblings, merge)));
  }

  /**
   * Three-way reconciliation of values that replaced the same one, folded over all in stamp order.
   * Where what they replaced differs or is not known, {@code twoWay} is folded instead. The
   * register has to keep bases: {@link SiblingOptions#withBases()}.
   *
   * @param name what it is called in reports
   * @param version to be raised with each change of what the functions decide
   * @param merge pure; gets the common base, then the earlier value; may throw, must not return
   *     null
   * @param twoWay as in {@link #reconcile}
   */
  public static <V> Resolver<V> threeWay(
      String name, int version, ThreeWay<V> merge, BinaryOperator<V> twoWay) {
    Objects.requireNonNull(merge, "merge");
    Objects.requireNonNull(twoWay, "twoWay");
    return new Named<>(
        name,
        version,
        siblings -> {
          V base = commonBase(siblings);
          return Resolution.value(
              base == null
                  ? fold(siblings, twoWay)
                  : fold(siblings, (earlier, later) -> merge.apply(base, earlier, later)));
        });
  }

  private static <V> @Nullable V commonBase(Siblings<V> siblings) {
    V base = siblings.first().baseOrNull();
    for (Sibling<V> sibling : siblings) {
      if (!Objects.equals(base, sibling.baseOrNull())) {
        return null;
      }
    }
    return base;
  }

  private static <V> V fold(Siblings<V> siblings, BinaryOperator<V> merge) {
    Iterator<Sibling<V>> all = siblings.iterator();
    V merged = all.next().value();
    while (all.hasNext()) {
      merged = Objects.requireNonNull(merge.apply(merged, all.next().value()), "merge gave null");
    }
    return merged;
  }

  /**
   * Merges two values that came of one.
   *
   * @param <V> values
   */
  @FunctionalInterface
  public interface ThreeWay<V> {
    /** The merge of {@code earlier} and {@code later}, each of which replaced {@code base}. */
    V apply(V base, V earlier, V later);
  }

  /** What {@code first} decides; where it throws, what {@code second} does. */
  public static <V> Resolver<V> fallback(Resolver<V> first, Resolver<V> second) {
    String name = "fallback(" + title(first) + "," + title(second) + ")";
    return new Named<>(
        name,
        1,
        siblings -> {
          try {
            return Objects.requireNonNull(first.resolve(siblings), "a resolver returned null");
          } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            return second.resolve(siblings);
          }
        });
  }

  private static String title(Resolver<?> resolver) {
    return resolver.name() + "/" + resolver.version();
  }
}
