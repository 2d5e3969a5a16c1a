package org.rejoin.crdt.laws;

import java.util.List;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;

/**
 * {@link Law#DECOMPOSITION}. The states of all our types form a distributive lattice, where a part
 * is irreducible exactly when it is prime: below a join it is below one of the two sides.
 */
record DecompositionLaws<S extends Crdt<S>>(
    CrdtType<S> type, List<S> pool, SeededRandom random, Trial<S> trial) {
  private static final int SAMPLES = 10;

  /** Leaving out each part of a larger state would cost too much. */
  private static final int MAX_PARTS = 24;

  void check() {
    for (int i = 0; i < SAMPLES; i++) {
      S x = random.pick(pool);
      S y = random.pick(pool);
      check(x);
      trial.holds(
          "each part of a join is below one of the sides",
          List.of(x, y),
          () -> x.join(y).decompose().allMatch(part -> below(part, x) || below(part, y)));
    }
  }

  /** The claims about one state. */
  void check(S x) {
    trial.holds("decompose does not throw", List.of(x), () -> checked(x));
  }

  private boolean checked(S x) {
    List<S> parts = x.decompose().toList();
    List<S> value = List.of(x);
    trial.same("the parts join back", value, () -> joined(parts, -1), () -> x);
    trial.holds(
        "a part is its own only part",
        value,
        () -> parts.stream().allMatch(DecompositionLaws::isOneParted));
    trial.holds(
        "equal states have equal parts in the same order",
        value,
        () -> sameParts(parts, type.read(x.toBytes()).decompose().toList()));
    if (parts.size() <= MAX_PARTS) {
      for (int i = 0; i < parts.size(); i++) {
        int left = i;
        trial.holds(
            "no part can be left out",
            List.of(x, parts.get(i)),
            () -> !Trial.sameBytes(joined(parts, left), x));
      }
    }
    return true;
  }

  private S joined(List<S> parts, int without) {
    S state = type.bottom();
    for (int i = 0; i < parts.size(); i++) {
      state = i == without ? state : state.join(parts.get(i));
    }
    return state;
  }

  private static <S extends Crdt<S>> boolean isOneParted(S part) {
    return !part.isBottom() && sameParts(List.of(part), part.decompose().toList());
  }

  private static <S extends Crdt<S>> boolean sameParts(List<S> some, List<S> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!Trial.sameBytes(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static <S extends Crdt<S>> boolean below(S part, S state) {
    return Trial.sameBytes(state.join(part), state);
  }
}
