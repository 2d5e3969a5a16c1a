package org.rejoin.simulations.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

class SpecTest {
  private final List<Event> all = new ArrayList<>();

  private Event make(Spec spec, int node, Verb verb, String what, long amount, Event... seen) {
    return make(spec, node, verb, what, "v" + all.size(), amount, seen);
  }

  private Event make(
      Spec spec, int node, Verb verb, String what, String value, long amount, Event... seen) {
    OpBody body = new OpBody(verb, "s", "k", what, value, amount, "local", 1);
    ReplicaId self = new ReplicaId(node + 1);
    List<Integer> replaced = spec.replaces(body, List.of(seen)).stream().map(Event::index).toList();
    Optional<Origin> stamp = Optional.of(new Origin(self, Hlc.ofMillis(1000 + all.size())));
    Event made = new Event(all.size(), self, body, stamp, replaced);
    all.add(made);
    return made;
  }

  @Test
  void set_removeUnseenAdd_addWins() {
    Spec spec = SetSpec.ADD_WINS;
    Event a1 = make(spec, 0, Verb.ADD, "x", 0);
    Event a2 = make(spec, 1, Verb.ADD, "x", 0);
    Event r = make(spec, 0, Verb.REMOVE, "x", 0, a1);
    assertThat(spec.expected(List.of(a1, r))).isEqualTo(Set.of());
    assertThat(spec.expected(List.of(r, a1))).isEqualTo(Set.of());
    assertThat(spec.expected(List.of(a1, a2, r))).isEqualTo(Set.of("x"));
  }

  @Test
  void set_removeOfReplacedAdd_saysNothingOfTheFirst() {
    Spec spec = SetSpec.ADD_WINS;
    Event first = make(spec, 0, Verb.ADD, "x", 0);
    Event second = make(spec, 0, Verb.ADD, "x", 0, first);
    Event removal = make(spec, 1, Verb.REMOVE, "x", 0, first, second);
    assertThat(spec.expected(List.of(first, removal))).isEqualTo(Set.of("x"));
    assertThat(spec.expected(List.of(first, second, removal))).isEqualTo(Set.of());
  }

  @Test
  void set_removedAndShown_isResurrection() {
    Spec spec = SetSpec.ADD_WINS;
    Event a = make(spec, 0, Verb.ADD, "x", 0);
    Event r = make(spec, 0, Verb.REMOVE, "x", 0, a);
    List<Event> seen = List.of(a, r);
    assertThat(spec.isResurrection(spec.expected(seen), Set.of("x"), seen)).isTrue();
    assertThat(spec.isResurrection(spec.expected(seen), Set.of("y"), seen)).isFalse();
  }

  @Test
  void map_concurrentPuts_laterStampShows() {
    Spec spec = LastWriteSpec.INSTANCE;
    Event first = make(spec, 0, Verb.PUT, "f", 0);
    Event second = make(spec, 1, Verb.PUT, "f", 0);
    Event third = make(spec, 0, Verb.PUT, "f", 0, first);
    Event removal = make(spec, 1, Verb.REMOVE, "f", 0, third);
    assertThat(spec.expected(List.of(first, second))).isEqualTo(Map.of("f", "v1"));
    assertThat(spec.expected(List.of(first, third))).isEqualTo(Map.of("f", "v2"));
    assertThat(spec.expected(List.of(first, second, third, removal))).isEqualTo(Map.of("f", "v1"));
  }

  @Test
  void counter_laterDelta_includesEarlierOfItsSign() {
    Spec spec = CountSpec.INSTANCE;
    Event up = make(spec, 0, Verb.COUNT, "", 4);
    Event down = make(spec, 0, Verb.COUNT, "", -2);
    Event upAgain = make(spec, 0, Verb.COUNT, "", 8);
    assertThat(spec.includes(upAgain, List.of(up, down))).containsExactly(up);
    assertThat(spec.includes(down, List.of(up))).isEmpty();
    assertThat(spec.expected(List.of(up, down, upAgain))).isEqualTo(BigInteger.TEN);
  }

  @Test
  void removeWins_concurrentAdd_outUntilAddedAgain() {
    Spec spec = SetSpec.REMOVE_WINS;
    Event add = make(spec, 0, Verb.ADD, "x", 0);
    Event removal = make(spec, 1, Verb.REMOVE, "x", 0);
    Event again = make(spec, 0, Verb.ADD, "x", 0, add, removal);
    assertThat(spec.expected(List.of(add, removal))).isEqualTo(Set.of());
    assertThat(spec.expected(List.of(add, removal, again))).isEqualTo(Set.of("x"));
  }

  @Test
  void flags_concurrent_onOrOff() {
    Spec on = new FlagSpec(SetSpec.ADD_WINS);
    Spec off = new FlagSpec(SetSpec.REMOVE_WINS);
    List<Event> both = List.of(make(on, 0, Verb.ADD, "", 0), make(on, 1, Verb.REMOVE, "", 0));
    assertThat(on.expected(both)).isEqualTo(true);
    assertThat(off.expected(both)).isEqualTo(false);
    assertThat(off.expected(List.of())).isEqualTo(false);
  }

  @Test
  void siblings_concurrent_allUnlessReplaced() {
    Spec spec = SiblingSpec.INSTANCE;
    Event first = make(spec, 0, Verb.PUT, "", 0);
    Event blind = make(spec, 0, Verb.ADD, "", 0, first);
    Event third = make(spec, 1, Verb.PUT, "", 0, first);
    assertThat(spec.expected(List.of(first, blind, third))).isEqualTo(Set.of("v1", "v2"));
    Event cleared = make(spec, 1, Verb.REMOVE, "", 0, first, third);
    assertThat(spec.expected(List.of(first, blind, third, cleared))).isEqualTo(Set.of("v1"));
  }

  @Test
  void growing_all_unionHighestLowest() {
    List<Event> seen =
        List.of(
            make(GrowingSpec.UNION, 0, Verb.PUT, "x", "7", 0),
            make(GrowingSpec.UNION, 0, Verb.PUT, "y", "-9", 0));
    assertThat(GrowingSpec.UNION.expected(seen)).isEqualTo(Set.of("x", "y"));
    assertThat(GrowingSpec.HIGHEST.expected(seen)).isEqualTo(Optional.of(7L));
    assertThat(GrowingSpec.LOWEST.expected(seen)).isEqualTo(Optional.of(-9L));
  }

  @Test
  void resettable_resetUndoesWhatItSaw() {
    Spec spec = ResettableSpec.INSTANCE;
    Event seen = make(spec, 0, Verb.COUNT, "f", 4);
    Event unseen = make(spec, 1, Verb.COUNT, "f", 8);
    Event reset = make(spec, 2, Verb.REMOVE, "f", 0, seen);
    assertThat(spec.expected(List.of(seen, unseen, reset)))
        .isEqualTo(Map.of("f", BigInteger.valueOf(8)));
    assertThat(spec.expected(List.of(seen, reset))).isEqualTo(Map.of());
  }

  @Test
  void map_removalOfKey_resetsWhatItSaw() {
    Spec spec = new MapSpec(SetSpec.REMOVE_WINS);
    Event taken = make(spec, 0, Verb.TAKE, "k", "a", 0);
    Event removal = make(spec, 1, Verb.REMOVE, "k", "", 0, taken);
    Event add = make(spec, 2, Verb.ADD, "k", "a", 0);
    Event touch = make(spec, 2, Verb.TOUCH, "m", "", 0);
    assertThat(spec.expected(List.of(taken, add))).isEqualTo(Map.of());
    assertThat(spec.expected(List.of(taken, add, removal, touch)))
        .isEqualTo(Map.of("k", Set.of("a"), "m", Set.of()));
  }

  @Test
  void bounded_spentWithoutRights_wrong() {
    Spec spec = BoundedSpec.INSTANCE;
    Event stocked = make(spec, 0, Verb.COUNT, "", "", 5);
    Event given = make(spec, 0, Verb.GIVE, "", "2", 3);
    Event sold = make(spec, 1, Verb.COUNT, "", "", -3);
    assertThat(spec.wrongInAll(List.of(stocked, given, sold))).isEmpty();
    assertThat(spec.expected(List.of(stocked, given, sold)))
        .isEqualTo(new BoundedSpec.Stock(BigInteger.TWO, Map.of(new ReplicaId(1), BigInteger.TWO)));
    assertThat(spec.wrongInAll(List.of(stocked, sold))).contains("rights");
    assertThat(spec.wrongInAll(List.of(sold))).contains("beyond the bound");
  }
}
