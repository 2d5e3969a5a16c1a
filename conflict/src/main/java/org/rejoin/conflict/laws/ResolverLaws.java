package org.rejoin.conflict.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rejoin.conflict.Resolution;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Siblings;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.laws.SeededRandom;

/**
 * Checks a resolver against the {@linkplain ResolverLaw laws} on random siblings. As replicas do,
 * each order of arrival gets a resolver of its own and keeps it: what it remembers of earlier reads
 * is what breaks it. Not thread-safe.
 *
 * @param <V> values; resolutions are compared with {@code equals}
 */
public final class ResolverLaws<V> {
  private static final int MAX_SIBLINGS = 4;
  private static final int REPETITIONS = 4;

  private final Supplier<Resolver<V>> resolvers;
  private final Codec<V> codec;
  private final Function<SeededRandom, V> values;
  private final List<Environment> environments;

  private ResolverLaws(
      Supplier<Resolver<V>> resolvers,
      Codec<V> codec,
      Function<SeededRandom, V> values,
      List<Environment> environments) {
    this.resolvers = resolvers;
    this.codec = codec;
    this.values = values;
    this.environments = List.copyOf(environments);
  }

  /**
   * The laws of a resolver.
   *
   * @param resolvers makes it, as each replica has its own
   * @param values draws a value; include the odd ones
   * @param environments where it is asked again for {@link ResolverLaw#PURITY}
   */
  public static <V> ResolverLaws<V> of(
      Supplier<Resolver<V>> resolvers,
      Codec<V> codec,
      Function<SeededRandom, V> values,
      List<Environment> environments) {
    return new ResolverLaws<>(resolvers, codec, values, environments);
  }

  /** Checks every law on the siblings of {@code seed}; the first that is broken. */
  public Optional<ResolverCounterexample> check(long seed) {
    for (ResolverLaw law : ResolverLaw.values()) {
      Optional<ResolverCounterexample> broken = check(law, seed);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** Checks one law on the siblings of {@code seed}. */
  public Optional<ResolverCounterexample> check(ResolverLaw law, long seed) {
    SeededRandom random = new SeededRandom(seed);
    List<SiblingRegister<V>> puts = puts(random);
    Siblings<V> siblings = joined(puts).siblings();
    if (siblings.size() < 2) {
      return Optional.empty();
    }
    Resolver<V> resolver = resolvers.get();
    String claim;
    try {
      claim =
          switch (law) {
            case ORDER -> order(puts, random);
            case REPETITION -> repetition(resolver, siblings);
            case PURITY -> purity(resolver, siblings);
            case SINGLETON -> singleton(resolver, puts);
          };
    } catch (RuntimeException e) {
      claim = "it does not throw, but it threw " + e;
    }
    return claim.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ResolverCounterexample(
                law, resolver.name() + "/" + resolver.version(), seed, claim, siblings.toString()));
  }

  /** Concurrent puts at as many replicas, with frequent ties of their stamps. */
  private List<SiblingRegister<V>> puts(SeededRandom random) {
    List<SiblingRegister<V>> puts = new ArrayList<>();
    for (int i = 1 + random.below(MAX_SIBLINGS); i >= 0; i--) {
      Origin origin = new Origin(new ReplicaId(random.nextLong()), Hlc.ofMillis(random.below(3)));
      V value = values.apply(random);
      puts.add(SiblingRegister.empty(codec).edit(origin, editor -> editor.put(value)).delta());
    }
    return puts;
  }

  private SiblingRegister<V> joined(List<SiblingRegister<V>> puts) {
    SiblingRegister<V> register = SiblingRegister.empty(codec);
    for (SiblingRegister<V> put : puts) {
      register = register.join(put);
    }
    return register;
  }

  private String order(List<SiblingRegister<V>> puts, SeededRandom random) {
    Resolution<V> expected = atReplica(puts);
    for (int i = 0; i < REPETITIONS; i++) {
      Resolution<V> other = atReplica(random.shuffled(puts));
      if (!other.equals(expected)) {
        return "the order of arrival does not matter, but " + other + " is not " + expected;
      }
    }
    return "";
  }

  /** What a replica reads at last that read after each arrival. */
  private Resolution<V> atReplica(List<SiblingRegister<V>> arrivals) {
    Resolver<V> resolver = resolvers.get();
    SiblingRegister<V> register = SiblingRegister.empty(codec);
    for (SiblingRegister<V> put : arrivals) {
      register = register.join(put);
      if (register.siblings().size() > 1) {
        resolver.resolve(register.siblings());
      }
    }
    return resolver.resolve(register.siblings());
  }

  private String repetition(Resolver<V> resolver, Siblings<V> siblings) {
    Resolution<V> expected = resolver.resolve(siblings);
    for (int i = 0; i < REPETITIONS; i++) {
      Resolution<V> again = resolver.resolve(siblings);
      if (!again.equals(expected)) {
        return "asked again it answers the same, but " + again + " is not " + expected;
      }
    }
    return "";
  }

  private String purity(Resolver<V> resolver, Siblings<V> siblings) {
    Resolution<V> expected = resolver.resolve(siblings);
    for (Environment environment : environments) {
      List<Resolution<V>> answers = new ArrayList<>();
      environment.run(() -> answers.add(resolver.resolve(siblings)));
      if (!answers.equals(List.of(expected))) {
        return "elsewhere it answers the same, but " + answers + " is not " + expected;
      }
    }
    return "";
  }

  private String singleton(Resolver<V> resolver, List<SiblingRegister<V>> puts) {
    for (SiblingRegister<V> put : puts) {
      Resolution<V> resolution = resolver.resolve(put.siblings());
      V value = put.siblings().first().value();
      boolean kept = resolution.match(value::equals, () -> true, () -> false);
      if (!kept) {
        return "one value stays that value, but of " + value + " it made " + resolution;
      }
    }
    return "";
  }
}
