package org.rejoin.conflict.laws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.rejoin.conflict.Agreement;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.LatticeRegister;
import org.rejoin.conflict.Resolution;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Siblings;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.laws.SeededRandom;

/**
 * The laws themselves. Each gives what is claimed and was found instead; empty if it holds. As
 * replicas do, each order of arrival gets a resolver of its own and keeps it.
 */
record ResolverClaims<V>(
    Supplier<Resolver<V>> resolvers,
    Codec<V> codec,
    List<Environment> environments,
    SeededRandom random) {
  private static final int REPETITIONS = 4;
  private static final int READS_A_PAIR = 64;
  private static final int GROWTH = 4;
  private static final int ALLOWANCE_BYTES = 64;

  String check(ResolverLaw law, List<Put<V>> puts) {
    if (law != ResolverLaw.SINGLETON && Put.siblings(puts, codec).size() < 2) {
      return "";
    }
    try {
      return switch (law) {
        case ORDER -> order(puts);
        case REPETITION -> repetition(Put.siblings(puts, codec));
        case PURITY -> purity(Put.siblings(puts, codec));
        case SINGLETON -> singleton(puts);
        case COST -> cost(Put.siblings(puts, codec));
        case HOSTILE_VALUES -> hostileValues(Put.siblings(puts, codec));
        case WRITE_BACK -> writeBack(puts);
        case LATTICE -> lattice(puts);
      };
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      return "it does not throw, but it threw " + e;
    }
  }

  private String order(List<Put<V>> puts) {
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
  private Resolution<V> atReplica(List<Put<V>> arrivals) {
    Resolver<V> resolver = resolvers.get();
    for (int i = 2; i < arrivals.size(); i++) {
      Siblings<V> siblings = Put.siblings(arrivals.subList(0, i), codec);
      if (siblings.size() > 1) {
        resolver.resolve(siblings);
      }
    }
    return resolver.resolve(Put.siblings(arrivals, codec));
  }

  private String repetition(Siblings<V> siblings) {
    Resolver<V> resolver = resolvers.get();
    Resolution<V> expected = resolver.resolve(siblings);
    for (int i = 0; i < REPETITIONS; i++) {
      Resolution<V> again = resolver.resolve(siblings);
      if (!again.equals(expected)) {
        return "asked again it answers the same, but " + again + " is not " + expected;
      }
    }
    return "";
  }

  private String purity(Siblings<V> siblings) {
    Resolver<V> resolver = resolvers.get();
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

  private String singleton(List<Put<V>> puts) {
    Resolver<V> resolver = resolvers.get();
    for (Put<V> put : puts) {
      Resolution<V> resolution = resolver.resolve(Put.siblings(List.of(put), codec));
      boolean kept = resolution.match(put.value()::equals, () -> true, () -> false);
      if (!kept) {
        return "one value stays that value, but of " + put.value() + " it made " + resolution;
      }
    }
    return "";
  }

  private String cost(Siblings<V> siblings) {
    int size = siblings.size();
    Resolution<V> resolution =
        resolvers.get().resolve(siblings.withBudget(READS_A_PAIR * size * size));
    long all = siblings.values().stream().mapToLong(value -> codec.encode(value).length).sum();
    long limit = GROWTH * all + ALLOWANCE_BYTES;
    long result = resolution.match(value -> codec.encode(value).length, () -> 0, () -> 0);
    return result <= limit
        ? ""
        : "of " + all + " bytes it makes at most " + limit + ", but it made " + result;
  }

  private String hostileValues(Siblings<V> siblings) {
    return resolvers
        .get()
        .resolve(siblings)
        .match(
            value -> {
              byte[] bytes = codec.encode(value);
              return codec.decode(bytes).equals(value)
                  ? ""
                  : "its value survives its bytes, but of "
                      + value
                      + " became "
                      + codec.decode(bytes);
            },
            () -> "",
            () -> "");
  }

  private String writeBack(List<Put<V>> puts) {
    Resolver<V> resolver = resolvers.get();
    int cut = 1 + random.below(puts.size());
    List<Put<V>> shuffled = random.shuffled(puts);
    SiblingRegister<V> early = Put.joined(shuffled.subList(0, cut), codec);
    SiblingRegister<V> late = Put.joined(shuffled.subList(cut, puts.size()), codec);
    Resolved<V> expected = early.join(late).resolve(resolver);
    Resolved<V> found = writtenBack(early, resolver).join(late).resolve(resolver);
    return found.values().equals(expected.values())
        ? ""
        : "writing back "
            + early.siblings()
            + " first changes nothing, but "
            + found
            + " is not "
            + expected;
  }

  private SiblingRegister<V> writtenBack(SiblingRegister<V> register, Resolver<V> resolver) {
    Resolved<V> view = register.resolve(resolver);
    view.failure()
        .ifPresent(
            failure -> {
              throw new IllegalStateException("failed on " + view.siblings(), failure);
            });
    Origin home = new Origin(new ReplicaId(random.nextLong()), Hlc.ofMillis(1_000));
    return ConflictSettings.writeBack(resolver, Duration.ZERO)
        .writeBack(view, new Agreement<>(resolver, Agreement.Kind.UNANIMOUS), true, Duration.ZERO)
        .map(result -> register.edit(home, editor -> editor.writeBack(result)).state())
        .orElse(register);
  }

  private String lattice(List<Put<V>> puts) {
    Resolver<V> resolver = resolvers.get();
    LatticeRegister<V> expected = Put.merged(puts, codec, resolver);
    if (expected.isSplit()) {
      return "all values merge, but these did not: " + expected.siblings();
    }
    for (int i = 0; i < REPETITIONS; i++) {
      List<Put<V>> order = random.shuffled(puts);
      int from = random.below(order.size());
      int to = from + random.below(order.size() - from + 1);
      LatticeRegister<V> first = Put.merged(order.subList(0, to), codec, resolver);
      LatticeRegister<V> second = Put.merged(order.subList(from, order.size()), codec, resolver);
      LatticeRegister<V> found = first.join(second);
      if (!Arrays.equals(found.toBytes(), expected.toBytes())) {
        return "order, grouping and repetition do not matter, but "
            + first.siblings()
            + " and "
            + second.siblings()
            + " make "
            + found.siblings()
            + ", not "
            + expected.siblings();
      }
    }
    return "";
  }
}
