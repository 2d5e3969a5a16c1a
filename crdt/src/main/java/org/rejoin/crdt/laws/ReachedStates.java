package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Digest128;

/**
 * The states that an exhaustive run met, each once: states with equal bytes are one and have one
 * number. A state is held against the laws of one value when it is first met, a pair against those
 * of two when it is first joined. Not thread-safe.
 */
final class ReachedStates<S extends Crdt<S>> {
  private final CrdtType<S> type;
  private final SeededRandom random = new SeededRandom(1);
  private final Map<Bytes, Integer> numbers = new LinkedHashMap<>();
  private final Map<Digest128, Integer> digests = new LinkedHashMap<>();

  /** By pair of states: the number of their join, and above it a bit for each alarm. */
  private final Map<Long, Long> joins = new LinkedHashMap<>();

  private final List<S> states = new ArrayList<>();
  private final int bottom;

  ReachedStates(CrdtType<S> type) {
    this.type = type;
    this.bottom = number(type.bottom());
  }

  /** The number of bottom. */
  int bottom() {
    return bottom;
  }

  /** How many states there are. */
  int size() {
    return states.size();
  }

  /** How many pairs were joined. */
  int joins() {
    return joins.size();
  }

  /** The state of that number. */
  S get(int number) {
    return states.get(number);
  }

  /** The number of {@code state}. */
  int number(S state) {
    Bytes bytes = Bytes.wrap(state.toBytes());
    Integer known = numbers.get(bytes);
    if (known != null) {
      return known;
    }
    int number = states.size();
    numbers.put(bytes, number);
    states.add(state);
    checkOne(state, number);
    return number;
  }

  /** The number of the join of two. */
  int join(int left, int right) {
    return (int) lookAt(left, right);
  }

  /** Whether a replica with the state {@code left} that gets {@code right} sees its id reused. */
  boolean alarms(int left, int right, int replica) {
    return (lookAt(left, right) >>> (Integer.SIZE + replica) & 1) == 1;
  }

  private long lookAt(int left, int right) {
    long pair = (long) left << Integer.SIZE | right;
    Long known = joins.get(pair);
    if (known != null) {
      return known;
    }
    Joined<S> both = joined(get(left), get(right));
    int joined = number(both.state());
    long alarms = 0;
    for (int replica = 0; replica < SmallHistory.REPLICAS.size(); replica++) {
      ReplicaId id = SmallHistory.REPLICAS.get(replica);
      alarms |= both.novelty().showsReuseOf(id, get(left)) ? 1L << replica : 0;
    }
    joins.put(pair, alarms << Integer.SIZE | joined);
    checkParts(left, right, joined);
    return alarms << Integer.SIZE | joined;
  }

  private void checkParts(int left, int right, int joined) {
    if (joined != left && joined != right) {
      S both = get(joined);
      check(
          Law.DECOMPOSITION,
          trial ->
              trial.holds(
                  "the join of two of which neither covers the other has parts",
                  List.of(get(left), get(right)),
                  () -> both.decompose().limit(2).count() == 2));
    }
  }

  private Joined<S> joined(S x, S y) {
    List<S> values = List.of(x, y);
    List<Dot> faults = new ArrayList<>();
    Joined<S> joined = call(Law.JOIN, "a join", values, () -> x.join(y, faults::add));
    holds(Law.JOIN, "a join reports no fault in faultless data", values, faults.isEmpty());
    check(Law.JOIN, trial -> new JoinLaws<>(type, values, random, trial).check(x, y));
    check(Law.NOVELTY, trial -> new NoveltyLaws<>(values, random, trial).check(x, y, joined));
    check(
        Law.SUMMARY,
        trial -> new SummaryLaws<>(type, values, random, trial).check(x, y, joined.state()));
    check(
        Law.PARTS,
        trial -> new PartsLaws<>(type, values, random, trial).check(x, y, joined.state()));
    return joined;
  }

  private void checkOne(S x, int number) {
    List<S> value = List.of(x);
    check(Law.JOIN, trial -> new JoinLaws<>(type, value, random, trial).check(x));
    check(Law.CODEC, trial -> new CodecLaws<>(type, value, random, trial).checkRoundTrip(x));
    check(Law.DECOMPOSITION, trial -> new DecompositionLaws<>(type, value, random, trial).check(x));
    check(Law.PARTS, trial -> new PartsLaws<>(type, value, random, trial).checkOne(x));
    Digest128 digest = call(Law.DIGEST, "a digest", value, () -> x.digest(CheckSuite.ONE));
    Integer other = digests.putIfAbsent(digest, number);
    holds(Law.DIGEST, "states of unequal bytes have unequal digests", value, other == null);
    holds(
        Law.DIGEST,
        "the digest is that of the bytes",
        value,
        digest.equals(type.read(x.toBytes()).digest(CheckSuite.ONE)));
  }

  /** Holds every state against the bytes it had when it was first met. */
  void checkUnchanged() {
    numbers.forEach(
        (bytes, number) ->
            holds(
                Law.JOIN,
                "a state never changes",
                List.of(get(number)),
                Arrays.equals(bytes.toByteArray(), get(number).toBytes())));
  }

  /** Ends the search if one of {@code claims} fails. */
  void check(Law law, Consumer<Trial<S>> claims) {
    Trial<S> trial = new Trial<>();
    claims.accept(trial);
    trial
        .smallest()
        .ifPresent(
            failure -> {
              throw new Broken(law, failure);
            });
  }

  /** The result of {@code action}; ends the search if that throws. */
  <T> T call(Law law, String what, List<S> values, Supplier<T> action) {
    List<T> result = new ArrayList<>();
    check(
        law,
        trial -> trial.holds(what + " does not throw", values, () -> result.add(action.get())));
    return result.get(0);
  }

  /** Ends the search unless two states are one. */
  void same(Law law, int found, int expected, Supplier<String> what) {
    if (found != expected) {
      S one = get(found);
      S two = get(expected);
      check(
          law,
          trial -> trial.same(what.get() + " is as expected", List.of(), () -> one, () -> two));
    }
  }

  /** Ends the search; never returns. */
  RuntimeException fail(Law law, String claim, List<S> values) {
    holds(law, claim, values, false);
    return new IllegalStateException("a claim that does not hold ends the search: " + claim);
  }

  /** Ends the search unless the claim holds. */
  void holds(Law law, String claim, List<S> values, boolean held) {
    if (!held) {
      check(law, trial -> trial.holds(claim, values, () -> false));
    }
  }
}
