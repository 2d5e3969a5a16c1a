package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Checks a data type against the {@linkplain Law laws}, over random histories of three replicas
 * that edit, exchange deltas, parts of deltas and whole states in any order, lose some, and restart
 * under new ids. A seed gives one history and always the same one. Immutable, thread-safe if the
 * subject is.
 *
 * <pre>{@code
 * Laws<GCounter, GCounter.Editor> laws = Laws.of(subject, suite, otherSuite);
 * laws.checkSeeds(1, 200).ifPresent(broken -> fail(broken.toString()));
 * }</pre>
 *
 * <p>A law that holds for many seeds is evidence, not proof. What a type <em>means</em> is not
 * checked unless a {@link Spec} says it.
 */
public final class Laws<S extends Editable<S, E>, E> {
  /** Length of the longest history; steps of a failing one are left out. */
  static final int STEPS = 24;

  private final Subject<S, E> subject;
  private final HashSuite suite;
  private final HashSuite otherSuite;
  private final Optional<SpecLaw<S>> spec;

  /** Runs a specification beside the type; hides what its operations and values are. */
  @FunctionalInterface
  private interface SpecLaw<S extends Editable<S, ?>> {
    List<String> check(SeededRandom random, List<Integer> steps, Trial<S> trial);
  }

  private Laws(
      Subject<S, E> subject, HashSuite suite, HashSuite otherSuite, Optional<SpecLaw<S>> spec) {
    this.subject = subject;
    this.suite = suite;
    this.otherSuite = otherSuite;
    this.spec = spec;
  }

  /** The laws of {@code subject}. */
  public static <S extends Editable<S, E>, E> Laws<S, E> of(Subject<S, E> subject) {
    return of(subject, CheckSuite.ONE, CheckSuite.TWO);
  }

  /** The laws of {@code subject}; digests are checked under two suites with different secrets. */
  public static <S extends Editable<S, E>, E> Laws<S, E> of(
      Subject<S, E> subject, HashSuite suite, HashSuite otherSuite) {
    return new Laws<>(subject, suite, otherSuite, Optional.empty());
  }

  /** These laws and {@link Law#SPEC}. */
  public <O, V> Laws<S, E> withSpec(Spec<O, V> meaning, SpecBinding<S, E, O, V> binding) {
    return new Laws<>(
        subject,
        suite,
        otherSuite,
        Optional.of(
            (random, steps, trial) -> {
              SpecRun<S, E, O, V> run =
                  new SpecRun<>(subject.type(), meaning, binding, random, trial);
              return story(trial, () -> run.run(steps), run::story);
            }));
  }

  /** Whether seeds can check {@code law} here: {@link Law#SPEC} needs a specification. */
  public boolean checks(Law law) {
    return switch (law) {
      case SPEC -> spec.isPresent();
      case DELETION, IDENTITY -> false;
      default -> true;
    };
  }

  /**
   * Checks one law over the history of {@code seed}.
   *
   * @throws IllegalArgumentException for a law that is not {@linkplain #checks checked} here
   */
  public Optional<Counterexample> check(Law law, long seed) {
    if (!checks(law)) {
      throw new IllegalArgumentException(
          law == Law.SPEC
              ? subject.name() + " was given no specification"
              : "Exhaustive checks " + law + ", no seed does");
    }
    List<Integer> steps = new ArrayList<>(IntStream.range(0, STEPS).boxed().toList());
    if (run(law, seed, steps).isEmpty()) {
      return Optional.empty();
    }
    int size = STEPS / 2;
    while (size > 0) {
      boolean smaller = leaveOut(law, seed, steps, size);
      size = smaller && size == 1 ? 1 : size / 2;
    }
    return run(law, seed, steps);
  }

  /** Drops {@code size} steps at a time if the law is broken without them; whether any went. */
  private boolean leaveOut(Law law, long seed, List<Integer> steps, int size) {
    boolean smaller = false;
    for (int from = steps.size() - size; from >= 0; from -= size) {
      List<Integer> fewer = new ArrayList<>(steps);
      fewer.subList(from, from + size).clear();
      if (run(law, seed, fewer).isPresent()) {
        steps.subList(from, from + size).clear();
        smaller = true;
      }
    }
    return smaller;
  }

  /** Checks every law over the history of {@code seed}; the first that is broken. */
  public Optional<Counterexample> check(long seed) {
    for (Law law : Law.values()) {
      Optional<Counterexample> broken = checks(law) ? check(law, seed) : Optional.empty();
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** Checks every law over {@code count} histories. */
  public Optional<Counterexample> checkSeeds(long firstSeed, int count) {
    for (int i = 0; i < count; i++) {
      Optional<Counterexample> broken = check(firstSeed + i);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private Optional<Counterexample> run(Law law, long seed, List<Integer> steps) {
    SeededRandom random = new SeededRandom(seed);
    Trial<S> trial = new Trial<>();
    List<String> story =
        switch (law) {
          case SPEC -> spec.orElseThrow().check(random, steps, trial);
          case SETTLING -> checkSettling(random, steps, trial);
          default -> checkHistory(law, random, steps, trial);
        };
    return trial
        .smallest()
        .map(
            failure ->
                new Counterexample(
                    law, subject.name(), "seed " + seed, failure.claim(), failure.values(), story));
  }

  private List<String> checkSettling(SeededRandom random, List<Integer> steps, Trial<S> trial) {
    SettlingRun<S, E> run = new SettlingRun<>(subject, suite, random, trial);
    return story(trial, () -> run.run(steps), run::story);
  }

  private List<String> checkHistory(
      Law law, SeededRandom seeded, List<Integer> steps, Trial<S> trial) {
    SeededRandom random = seeded.fork(1);
    SeededRandom warm = random.fork(3);
    History<S, E> history =
        new History<>(
            subject,
            random,
            state -> {
              if (law == Law.DIGEST && warm.chance(70)) {
                state.digest(warm.chance(80) ? suite : otherSuite);
              }
            });
    return story(
        trial,
        () -> {
          history.run(steps);
          check(law, history, seeded.fork(2), trial);
        },
        history::story);
  }

  /** Runs {@code steps}; their story is told only where a claim failed. */
  private static <T extends Crdt<T>> List<String> story(
      Trial<T> trial, Runnable steps, Supplier<List<String>> story) {
    trial.holds(
        "a faultless history can be made",
        List.of(),
        () -> {
          steps.run();
          return true;
        });
    return trial.smallest().isPresent() ? story.get() : List.of();
  }

  private void check(Law law, History<S, E> history, SeededRandom random, Trial<S> trial) {
    switch (law) {
      case JOIN -> new JoinLaws<>(subject.type(), history.pool(), random, trial).check();
      case DELTAS -> new DeltaLaws<>(subject, history, random, trial).check();
      case NOVELTY -> new NoveltyLaws<>(history.pool(), random, trial).check();
      case DECOMPOSITION ->
          new DecompositionLaws<>(subject.type(), history.pool(), random, trial).check();
      case CHUNKS -> new ChunkLaws<>(subject.type(), history.pool(), random, trial).check();
      case SUMMARY -> new SummaryLaws<>(subject.type(), history.pool(), random, trial).check();
      case PARTS -> new PartsLaws<>(subject.type(), history.pool(), random, trial).check();
      case CODEC -> new CodecLaws<>(subject.type(), history.pool(), random, trial).check();
      case DIGEST ->
          new DigestLaws<>(subject.type(), suite, otherSuite, history.pool(), random, trial)
              .check();
      case SPEC, SETTLING, DELETION, IDENTITY ->
          throw new IllegalStateException(law + " has histories of its own");
    }
  }
}
