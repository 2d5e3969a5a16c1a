package org.rejoin.conflict.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.Resolver;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.laws.SeededRandom;

/**
 * Checks a resolver against the {@linkplain ResolverLaw laws} of the mode it is used in, on random
 * siblings with frequent ties of their stamps. As replicas do, each order of arrival gets a
 * resolver of its own and keeps it: what it remembers of earlier reads is what breaks it.
 *
 * <pre>{@code
 * ResolverLaws.of(LongestNote::new, Codecs.utf8(), random -> random.pick(NOTES), ELSEWHERE)
 *     .in(ConflictMode.WRITE_BACK)
 *     .checkSeeds(1, 500)
 *     .ifPresent(broken -> fail(broken.toString()));
 * }</pre>
 *
 * <p>A seed gives the same siblings always; what is reported are the smallest found that still
 * break the law. That a law holds for many seeds is evidence, not proof. Immutable; not thread-safe
 * unless resolvers and environments are.
 *
 * @param <V> values; resolutions are compared with {@code equals}
 */
public final class ResolverLaws<V> {
  private static final int MAX_SIBLINGS = 4;
  private static final int MAX_SIBLINGS_COST = 12;
  private static final int WITH_BASES_PERCENT = 50;

  private final Supplier<Resolver<V>> resolvers;
  private final Codec<V> codec;
  private final Function<SeededRandom, V> values;
  private final List<Environment> environments;
  private final ConflictMode mode;

  private ResolverLaws(
      Supplier<Resolver<V>> resolvers,
      Codec<V> codec,
      Function<SeededRandom, V> values,
      List<Environment> environments,
      ConflictMode mode) {
    this.resolvers = resolvers;
    this.codec = codec;
    this.values = values;
    this.environments = List.copyOf(environments);
    this.mode = mode;
  }

  /**
   * The laws of a resolver used on reads.
   *
   * @param resolvers makes it, as each replica has its own
   * @param codec that of the keyspace; for {@link ResolverLaw#LATTICE} it has to be canonical
   * @param values draws a value; include the odd ones
   * @param environments where it is asked again for {@link ResolverLaw#PURITY}
   */
  public static <V> ResolverLaws<V> of(
      Supplier<Resolver<V>> resolvers,
      Codec<V> codec,
      Function<SeededRandom, V> values,
      List<Environment> environments) {
    return new ResolverLaws<>(resolvers, codec, values, environments, ConflictMode.ON_READ);
  }

  /** The laws of the same resolver, used in that mode. */
  public ResolverLaws<V> in(ConflictMode other) {
    return new ResolverLaws<>(resolvers, codec, values, environments, other);
  }

  /** Checks every law of the mode on the siblings of {@code seed}; the first that is broken. */
  public Optional<ResolverCounterexample> check(long seed) {
    for (ResolverLaw law : ResolverLaw.of(mode)) {
      Optional<ResolverCounterexample> broken = check(law, seed);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** Checks every law of the mode on the siblings of {@code count} seeds. */
  public Optional<ResolverCounterexample> checkSeeds(long firstSeed, int count) {
    for (int i = 0; i < count; i++) {
      Optional<ResolverCounterexample> broken = check(firstSeed + i);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** Checks one law, whatever the mode, on the siblings of {@code seed}. */
  public Optional<ResolverCounterexample> check(ResolverLaw law, long seed) {
    List<Put<V>> puts = puts(law, new SeededRandom(seed));
    String claim = claim(law, seed, puts);
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    boolean shrinks = true;
    while (shrinks) {
      shrinks = false;
      for (List<Put<V>> smaller : Put.smaller(puts, codec)) {
        String still = smaller.isEmpty() ? "" : claim(law, seed, smaller);
        if (!still.isEmpty()) {
          puts = smaller;
          claim = still;
          shrinks = true;
          break;
        }
      }
    }
    Resolver<V> resolver = resolvers.get();
    return Optional.of(
        new ResolverCounterexample(
            law,
            resolver.name() + "/" + resolver.version(),
            seed,
            claim,
            Put.siblings(puts, codec).toString()));
  }

  private String claim(ResolverLaw law, long seed, List<Put<V>> puts) {
    SeededRandom random = new SeededRandom(seed).fork(law.name().length());
    return new ResolverClaims<>(resolvers, codec, environments, random).check(law, puts);
  }

  /** Concurrent puts at as many replicas. */
  private List<Put<V>> puts(ResolverLaw law, SeededRandom random) {
    int most = law == ResolverLaw.COST ? MAX_SIBLINGS_COST : MAX_SIBLINGS;
    V base = values.apply(random);
    boolean bases = random.chance(WITH_BASES_PERCENT);
    List<Put<V>> puts = new ArrayList<>();
    for (int i = 1 + random.below(most); i >= 0; i--) {
      Origin origin = new Origin(new ReplicaId(random.nextLong()), Hlc.ofMillis(random.below(3)));
      V value = values.apply(random);
      if (law == ResolverLaw.HOSTILE_VALUES && random.chance(70)) {
        value = HostileValues.from(value, codec, random);
      }
      puts.add(new Put<>(origin, value, bases ? base : null));
    }
    return puts;
  }
}
