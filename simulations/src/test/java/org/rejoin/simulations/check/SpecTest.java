package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.world.Incarnation;

class SpecTest {
  private static final KeyRef KEY = new KeyRef(1, "s", "k");
  private final List<Update> all = new ArrayList<>();

  private Update make(Spec spec, int node, Verb verb, String what, long amount, Update... seen) {
    Incarnation origin =
        new Incarnation(node, "n" + node, 1, new Endpoint("n" + node), new ReplicaId(node + 1));
    String value = "v" + all.size();
    OpBody body = new OpBody(verb, "s", "k", what, value, amount, "local", 1);
    PlannedOp op = new PlannedOp(all.size(), 0, node, 0, body);
    var delta =
        verb == Verb.PUT
            ? LWWMap.type(Codecs.utf8(), Codecs.utf8())
                .bottom()
                .edit(
                    new Origin(origin.replica(), Hlc.ofMillis(1000 + all.size())),
                    editor -> editor.put(what, value))
                .delta()
            : PNCounter.empty();
    Update update = new Update(all.size(), origin, 1, all.size(), KEY, 0, op, delta, List.of());
    Update made = update.replacing(spec.replaces(update, List.of(seen)));
    all.add(made);
    return made;
  }

  @Test
  void set_removeUnseenAdd_addWins() {
    Spec spec = new SetSpec();
    Update a1 = make(spec, 0, Verb.ADD, "x", 0);
    Update a2 = make(spec, 1, Verb.ADD, "x", 0);
    Update r = make(spec, 0, Verb.REMOVE, "x", 0, a1);
    assertThat(spec.expected(List.of(a1, r))).isEqualTo(Set.of());
    assertThat(spec.expected(List.of(r, a1))).isEqualTo(Set.of());
    assertThat(spec.expected(List.of(a1, a2, r))).isEqualTo(Set.of("x"));
  }

  @Test
  void set_removeOfReplacedAdd_saysNothingOfTheFirst() {
    Spec spec = new SetSpec();
    Update first = make(spec, 0, Verb.ADD, "x", 0);
    Update second = make(spec, 0, Verb.ADD, "x", 0, first);
    Update removal = make(spec, 1, Verb.REMOVE, "x", 0, first, second);
    assertThat(spec.expected(List.of(first, removal))).isEqualTo(Set.of("x"));
    assertThat(spec.expected(List.of(first, second, removal))).isEqualTo(Set.of());
  }

  @Test
  void set_removedAndShown_isResurrection() {
    Spec spec = new SetSpec();
    Update a = make(spec, 0, Verb.ADD, "x", 0);
    Update r = make(spec, 0, Verb.REMOVE, "x", 0, a);
    List<Update> seen = List.of(a, r);
    assertThat(spec.isResurrection(spec.expected(seen), Set.of("x"), seen)).isTrue();
    assertThat(spec.isResurrection(spec.expected(seen), Set.of("y"), seen)).isFalse();
  }

  @Test
  void map_concurrentPuts_laterStampShows() {
    Spec spec = new RegisterSpec(true);
    Update first = make(spec, 0, Verb.PUT, "f", 0);
    Update second = make(spec, 1, Verb.PUT, "f", 0);
    Update third = make(spec, 0, Verb.PUT, "f", 0, first);
    Update removal = make(spec, 1, Verb.REMOVE, "f", 0, third);
    assertThat(spec.expected(List.of(first, second))).isEqualTo(Map.of("f", "v1"));
    assertThat(spec.expected(List.of(first, third))).isEqualTo(Map.of("f", "v2"));
    assertThat(spec.expected(List.of(first, second, third, removal))).isEqualTo(Map.of("f", "v1"));
  }

  @Test
  void counter_laterDelta_includesEarlierOfItsSign() {
    Spec spec = new CounterSpec();
    Update up = make(spec, 0, Verb.COUNT, "", 4);
    Update down = make(spec, 0, Verb.COUNT, "", -2);
    Update upAgain = make(spec, 0, Verb.COUNT, "", 8);
    assertThat(spec.includes(upAgain, up)).isTrue();
    assertThat(spec.includes(upAgain, down)).isFalse();
    assertThat(spec.includes(up, upAgain)).isFalse();
    assertThat(spec.expected(List.of(up, down, upAgain))).isEqualTo(BigInteger.TEN);
  }
}
