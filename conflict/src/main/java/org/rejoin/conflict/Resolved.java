package org.rejoin.conflict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A register as a resolver shows it; the siblings themselves are untouched. Immutable and
 * thread-safe, if the values are.
 */
public final class Resolved<V> {
  /** How the values came about. */
  public enum Outcome {
    /** There was nothing to decide: no sibling or just one. */
    UNCONTESTED,
    /** The resolver gave one value. */
    RESOLVED,
    /** The resolver keeps all siblings. */
    KEPT,
    /** The resolver shows none. */
    DELETED,
    /** The resolver threw; all siblings are shown. */
    FAILED
  }

  private final Siblings<V> siblings;
  private final List<V> values;
  private final Outcome outcome;
  private final @Nullable Throwable failure;

  private Resolved(
      Siblings<V> siblings, List<V> values, Outcome outcome, @Nullable Throwable failure) {
    this.siblings = siblings;
    this.values = values;
    this.outcome = outcome;
    this.failure = failure;
  }

  /**
   * Asks {@code resolver} if there is anything to decide. Whatever it throws stays in the result.
   */
  static <V> Resolved<V> of(Siblings<V> siblings, Resolver<V> resolver) {
    if (siblings.size() < 2) {
      return new Resolved<>(siblings, siblings.values(), Outcome.UNCONTESTED, null);
    }
    try {
      return Objects.requireNonNull(resolver.resolve(siblings), "a resolver returned null")
          .match(
              value -> new Resolved<>(siblings, List.of(value), Outcome.RESOLVED, null),
              () -> new Resolved<>(siblings, siblings.values(), Outcome.KEPT, null),
              () -> new Resolved<>(siblings, List.of(), Outcome.DELETED, null));
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      return new Resolved<>(siblings, siblings.values(), Outcome.FAILED, e);
    }
  }

  /** What the reader sees, in stamp order if more than one. */
  public List<V> values() {
    return values;
  }

  /** The value if the reader sees exactly one. */
  public Optional<V> value() {
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** How the values came about. */
  public Outcome outcome() {
    return outcome;
  }

  /** Whether writers conflict: two or more different values stand side by side. */
  public boolean isConflicting() {
    return siblings.size() > 1;
  }

  /** Whether the resolver threw. */
  public boolean isFailed() {
    return outcome == Outcome.FAILED;
  }

  /** What the resolver threw. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** What was resolved. */
  public Siblings<V> siblings() {
    return siblings;
  }

  /**
   * Covers all that went into this view, losers too: a put with it replaces what the resolver was
   * shown.
   */
  public Token token() {
    return siblings.token();
  }

  @Override
  public String toString() {
    return outcome + " " + values;
  }
}
