package org.rejoin.conflict;

import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The resolvers that come with the library. All are pure, provided that the functions given to them
 * are.
 */
public final class Resolvers {
  private Resolvers() {}

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

  /** First writer wins: the lowest stamp among the concurrent ones. */
  public static <V> Resolver<V> firstWriterWins() {
    return new Named<>(
        "first-writer-wins", 1, siblings -> Resolution.value(siblings.first().value()));
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
    return new Named<>(
        name,
        version,
        siblings -> {
          V merged = siblings.first().value();
          for (Sibling<V> later : siblings.all().subList(1, siblings.size())) {
            merged = Objects.requireNonNull(merge.apply(merged, later.value()), "merge gave null");
          }
          return Resolution.value(merged);
        });
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
