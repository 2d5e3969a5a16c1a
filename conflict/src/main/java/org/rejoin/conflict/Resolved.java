package org.rejoin.conflict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codec;

/**
 * A register as a resolver shows it; the siblings themselves are untouched. Immutable and
 * thread-safe, if the values are.
 *
 * <p>A resolver fails if it throws, returns null or a value that the codec refuses or that is
 * larger than all siblings may be, or looks at the siblings more than {@value #MAX_READS} times.
 * One that never ends by other means is not stopped: run resolvers where that harms nobody else.
 */
public final class Resolved<V> {
  /** How often a resolver may look at a sibling in one call. */
  public static final int MAX_READS = 100_000;

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
    /** The resolver failed; all siblings are shown. */
    FAILED
  }

  private final Siblings<V> siblings;
  private final ResolverId resolver;
  private final List<V> values;
  private final Outcome outcome;
  private final @Nullable Bytes result;
  private final @Nullable Throwable failure;

  private Resolved(
      Siblings<V> siblings,
      ResolverId resolver,
      List<V> values,
      Outcome outcome,
      @Nullable Bytes result,
      @Nullable Throwable failure) {
    this.siblings = siblings;
    this.resolver = resolver;
    this.values = values;
    this.outcome = outcome;
    this.result = result;
    this.failure = failure;
  }

  /**
   * Asks {@code resolver} if there is anything to decide. Whatever it throws stays in the result.
   *
   * @param maxBytes how large its value may be, unless it is one of the siblings
   */
  static <V> Resolved<V> of(
      Siblings<V> siblings, Resolver<V> resolver, Codec<V> codec, int maxBytes) {
    ResolverId id = ResolverId.of(resolver);
    if (siblings.size() < 2) {
      return shown(siblings, id, Outcome.UNCONTESTED);
    }
    try {
      return Objects.requireNonNull(
              resolver.resolve(siblings.withBudget(MAX_READS)), "a resolver returned null")
          .match(
              value -> valued(siblings, id, value, codec, maxBytes),
              () -> shown(siblings, id, Outcome.KEPT),
              () -> new Resolved<>(siblings, id, List.of(), Outcome.DELETED, null, null));
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      return failed(siblings, id, e);
    }
  }

  /** All siblings, as {@code resolver} failed on them. */
  static <V> Resolved<V> failed(Siblings<V> siblings, ResolverId resolver, Throwable failure) {
    return new Resolved<>(siblings, resolver, siblings.values(), Outcome.FAILED, null, failure);
  }

  private static <V> Resolved<V> shown(Siblings<V> siblings, ResolverId id, Outcome outcome) {
    return new Resolved<>(siblings, id, siblings.values(), outcome, null, null);
  }

  private static <V> Resolved<V> valued(
      Siblings<V> siblings, ResolverId id, V value, Codec<V> codec, int maxBytes) {
    Bytes bytes = siblings.bytesOf(value);
    if (bytes == null) {
      bytes = Bytes.wrap(codec.encode(value));
      if (bytes.size() > maxBytes && !siblings.holds(bytes)) {
        throw new IllegalStateException(
            "resolver " + id + " gave " + bytes.size() + " bytes, at most " + maxBytes);
      }
    }
    return new Resolved<>(siblings, id, List.of(value), Outcome.RESOLVED, bytes, null);
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

  /** Whether the resolver failed. */
  public boolean isFailed() {
    return outcome == Outcome.FAILED;
  }

  /** What the resolver threw, or what was wrong with its answer. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Who resolved it. */
  public ResolverId resolver() {
    return resolver;
  }

  /** The bytes of the value that the resolver gave; those of a sibling if it is one. */
  public Optional<Bytes> result() {
    return Optional.ofNullable(result);
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

  /** The same view, its token bound to the delete epoch of the object that was read. */
  public Resolved<V> inEpoch(long epoch) {
    return new Resolved<>(siblings.inEpoch(epoch), resolver, values, outcome, result, failure);
  }

  @Override
  public String toString() {
    return outcome + " " + values;
  }
}
