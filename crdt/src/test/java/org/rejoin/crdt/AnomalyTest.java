package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.Codecs;

/** Scenarios in which replicated sets and maps elsewhere lost or resurrected data. */
class AnomalyTest {
  private static final NestableType<ORSet<String>, ORSet.Editor<String>> SET =
      ORSet.type(Codecs.utf8());
  private static final NestableType<
          ORMap<String, ORSet<String>, ORSet.Editor<String>>,
          ORMap.Editor<String, ORSet.Editor<String>>>
      SETS = ORMap.type(Codecs.utf8(), SET);
  private static final NestableType<LWWMap<String, String>, LWWMap.Editor<String, String>> VALUES =
      LWWMap.type(Codecs.utf8(), Codecs.utf8());

  private static Replica<ORSet<String>, ORSet.Editor<String>> set(long id) {
    return new Replica<>(SET, id);
  }

  private static Replica<
          ORMap<String, ORSet<String>, ORSet.Editor<String>>,
          ORMap.Editor<String, ORSet.Editor<String>>>
      sets(long id) {
    return new Replica<>(SETS, id);
  }

  /** The join of all, which must be the same in every order. */
  @SafeVarargs
  private static <S extends Crdt<S>> S joinInAllOrders(S first, S... more) {
    List<S> states = new ArrayList<>(List.of(more));
    states.add(first);
    List<S> results = new ArrayList<>();
    permute(states, 0, results);
    for (S result : results) {
      assertThat(result.toBytes()).isEqualTo(results.get(0).toBytes());
    }
    return results.get(0);
  }

  private static <S extends Crdt<S>> void permute(List<S> states, int from, List<S> results) {
    if (from == states.size()) {
      S bottom = states.get(0).type().bottom();
      results.add(states.stream().reduce(bottom, Crdt::join));
      return;
    }
    for (int i = from; i < states.size(); i++) {
      java.util.Collections.swap(states, from, i);
      permute(states, from + 1, results);
      java.util.Collections.swap(states, from, i);
    }
  }

  @Test
  @DisplayName("1: a later delta first, then the state that lacks it (Pekko)")
  void delta_overtakes_state() {
    var n1 = set(1);
    var n2 = set(2);
    ORSet<String> a = n2.edit(e -> e.add("a"));
    n1.receive(a);
    n1.edit(e -> e.add("b"));
    ORSet<String> old = n1.state();
    ORSet<String> c = n1.edit(e -> e.add("c"));
    var n3 = set(3).receive(c, old);
    assertThat(n3.state().elements()).containsExactly("a", "b", "c");
    assertThat(joinInAllOrders(c, old, a, n1.state())).isEqualTo(n3.state());
  }

  @Test
  @DisplayName("2: two removals of two adds and a late old copy (riak_dt)")
  void removed_everywhere_stays_removed() {
    var a = set(1);
    var b = set(2);
    a.edit(e -> e.add("Z"));
    b.edit(e -> e.add("Z"));
    ORSet<String> c = a.state();
    a.edit(e -> e.remove("Z"));
    b.receive(a.state());
    ORSet<String> between = b.state();
    assertThat(between.elements()).containsExactly("Z");
    b.edit(e -> e.remove("Z"));
    ORSet<String> all = joinInAllOrders(a.state(), b.state(), c);
    assertThat(all.elements()).isEmpty();
    assertThat(b.receive(c).state()).isEqualTo(all);
    assertThat(all.toString()).isEqualTo("ORSet[]");
    assertThat(all.toBytes()).endsWith(0); // no element, and so no empty set of dots
  }

  @Test
  @DisplayName("3: deltas of two nodes that add and remove (akka 22631)")
  void removals_in_deltas_and_states_agree() {
    var n1 = set(1);
    var n2 = set(2);
    ORSet<String> n1d1 = n1.edit(e -> e.add("q"));
    ORSet<String> n1d2 = n1.edit(e -> e.remove("q"));
    ORSet<String> n1d3 = n1.edit(e -> e.add("z"));
    ORSet<String> n1d4 = n1.edit(e -> e.remove("z"));
    n2.receive(n1d1, n1d2);
    ORSet<String> n2d1 = n2.edit(e -> e.add("x"));
    ORSet<String> n2d2 = n2.edit(e -> e.add("a").remove("a"));
    assertThat(n2d2.isBottom()).as("nothing that others could have seen").isTrue();
    ORSet<String> n2d3 = n2.edit(e -> e.add("a"));
    ORSet<String> n2d4 = n2.edit(e -> e.remove("a"));
    ORSet<String> byDelta = set(3).receive(n1d1, n1d2, n2d1, n2d3, n1d3, n1d4, n2d4).state();
    assertThat(byDelta.elements()).containsExactly("x");
    assertThat(joinInAllOrders(n1.state(), n2.state())).isEqualTo(byDelta);
    assertThat(joinInAllOrders(n1d3, n1d4, n2d1, n2d3, n2d4).elements()).containsExactly("x");
  }

  @Test
  @DisplayName("4: one edit removes and adds (riak_dt)")
  void removed_and_added_in_one_edit_is_present() {
    var a = set(1);
    a.edit(e -> e.add("baz"));
    ORSet<String> before = a.state();
    ORSet<String> delta = a.edit(e -> e.remove("baz").add("baz"));
    assertThat(a.state().contains("baz")).isTrue();
    assertThat(joinInAllOrders(before, delta)).isEqualTo(a.state());
  }

  @Test
  @DisplayName("5: a removed field edited elsewhere shows only the unseen edits (riak_dt)")
  void removal_resets_what_it_saw() {
    var a = sets(1);
    var b = sets(2);
    a.edit(e -> e.at("F", f -> f.add("0")));
    b.receive(a.state());
    a.edit(e -> e.remove("F"));
    b.edit(e -> e.at("F", f -> f.add("1")));
    var joined = joinInAllOrders(a.state(), b.state());
    assertThat(joined.get("F").orElseThrow().elements()).containsExactly("1");
    a.receive(b.state());
    b.edit(e -> e.at("F", f -> f.add("2")));
    var twice = joinInAllOrders(a.state(), b.state());
    assertThat(twice.get("F").orElseThrow().elements()).containsExactly("1", "2");
    assertThat(twice.join(b.state())).isEqualTo(twice);
  }

  @Test
  @DisplayName("8: stale state after remove and a new value (Pekko)")
  void stale_state_does_not_resurrect() {
    var a = sets(1);
    a.edit(e -> e.at("k", v -> v.add("B")));
    var stale = a.state();
    a.edit(e -> e.remove("k"));
    var delta = a.edit(e -> e.at("k", v -> v.add("B2")));
    var joined = joinInAllOrders(a.state(), stale, delta);
    assertThat(joined.get("k").orElseThrow().elements()).containsExactly("B2");
  }

  @Test
  @DisplayName("9: removal does not reach what it never saw (akka 22648)")
  void removal_leaves_the_unseen() {
    var n1 = sets(1);
    var n2 = sets(2);
    n1.edit(e -> e.at("b", v -> v.add("B1")));
    n2.edit(e -> e.at("b", v -> v.add("B2")));
    n2.edit(e -> e.remove("b"));
    var joined = joinInAllOrders(n1.state(), n2.state());
    assertThat(joined.get("b").orElseThrow().elements()).containsExactly("B1");
  }

  @Test
  @DisplayName("10: the loser of a tie shows once the winner is removed (riak_dt 100)")
  void loser_survives_removal_of_the_winner() {
    var a = new Replica<>(VALUES, 1);
    var b = new Replica<>(VALUES, 2);
    var deltaA = a.edit(Replica.at(1), e -> e.put("f", "a"));
    b.edit(Replica.at(0), e -> e.put("f", "b"));
    b.receive(deltaA);
    assertThat(b.state().get("f")).contains("a");
    a.edit(e -> e.remove("f"));
    var joined = joinInAllOrders(a.state(), b.state(), deltaA);
    assertThat(joined.get("f")).contains("b");
  }

  @Test
  @DisplayName("11: same stamp, same writer, two values: one winner in all orders")
  void forked_writer_converges() {
    var type = LWWRegister.type(Codecs.utf8());
    var first = new Replica<>(type, 1);
    var second = new Replica<>(type, 1);
    first.edit(Replica.at(5), e -> e.set("x"));
    second.edit(Replica.at(5), e -> e.set("y"));
    assertThat(joinInAllOrders(first.state(), second.state()).value()).contains("y");
    List<Dot> reported = new ArrayList<>();
    first.state().join(second.state(), reported::add);
    assertThat(reported).containsExactly(new Dot(first.id(), 1));
  }

  @Test
  @DisplayName("12: a writer a day ahead is overwritten by who has seen it")
  void later_write_wins_over_a_fast_clock() {
    var type = LWWRegister.type(Codecs.utf8());
    var fast = new Replica<>(type, 1);
    var normal = new Replica<>(type, 2);
    fast.edit(Replica.at(86_400_000), e -> e.set("ahead"));
    var stale = fast.state();
    normal.receive(stale);
    normal.edit(Replica.at(1), e -> e.set("later"));
    var joined = joinInAllOrders(stale, normal.state());
    assertThat(joined.value()).contains("later");
    assertThat(joined.concurrent()).isEmpty();
  }

  @Test
  @DisplayName("13: state lost, same id used again: reported, no disagreement")
  void reused_id_is_reported() {
    var before = set(1);
    before.edit(e -> e.add("x"));
    var elsewhere = set(2).receive(before.state());
    var after = set(1);
    after.edit(e -> e.add("y"));
    List<Dot> reported = new ArrayList<>();
    var there = elsewhere.state().join(after.state(), reported::add).state();
    assertThat(reported).containsExactly(new Dot(new ReplicaId(1), 1));
    assertThat(joinInAllOrders(before.state(), after.state())).isEqualTo(there);
    assertThat(there.elements()).containsExactly("y");
  }

  @Test
  @DisplayName("13: an own event that this replica cannot have made refuses the edit")
  void gap_in_own_events_refuses_the_edit() {
    var lost = set(1);
    lost.edit(e -> e.add("x"));
    var late = lost.edit(e -> e.add("y"));
    var restarted = set(1).receive(late);
    assertThatThrownBy(() -> restarted.edit(e -> e.add("z")))
        .isInstanceOf(IdentityReusedException.class);
    assertThat(restarted.state().elements()).containsExactly("y");
  }

  @Test
  @DisplayName("20: remove m, remove m.f, update m.f, all concurrent (riak_kv 761)")
  void update_survives_removals_at_both_levels() {
    var type = ORMap.type(Codecs.utf8(), VALUES);
    var a = new Replica<>(type, 1);
    var b = new Replica<>(type, 2);
    var c = new Replica<>(type, 3);
    a.edit(e -> e.at("m", m -> m.put("f", "old").put("g", "other")));
    b.receive(a.state());
    c.receive(a.state());
    a.edit(e -> e.remove("m"));
    b.edit(e -> e.at("m", m -> m.remove("f")));
    c.edit(e -> e.at("m", m -> m.put("f", "new")));
    var joined = joinInAllOrders(a.state(), b.state(), c.state());
    assertThat(joined.get("m").orElseThrow().entries()).hasToString("{f=new}");
  }

  @Test
  @DisplayName("9: as above, in a map of sets of plain values")
  void removal_of_a_key_leaves_the_unseen_values() {
    var type = ORMultiMap.type(Codecs.utf8(), Codecs.utf8());
    var n1 = new Replica<>(type, 1);
    var n2 = new Replica<>(type, 2);
    var put = n1.edit(e -> e.put("b", "B1"));
    n2.edit(e -> e.put("b", "B2"));
    var old = n2.state();
    var removal = n2.edit(e -> e.removeAll("b"));
    var joined = joinInAllOrders(n1.state(), n2.state(), put, old, removal);
    assertThat(joined.entries()).hasToString("{b=[B1]}");
  }

  @Test
  @DisplayName("17: an add concurrent with a removal loses, a re-add that saw both wins (Antidote)")
  void removal_wins_until_both_were_seen() {
    var type = RWSet.type(Codecs.utf8());
    var a = new Replica<>(type, 1);
    var b = new Replica<>(type, 2);
    a.edit(e -> e.add("x"));
    b.receive(a.state());
    var old = a.state();
    var removal = a.edit(e -> e.remove("x"));
    var add = b.edit(e -> e.add("x"));
    var joined = joinInAllOrders(a.state(), b.state(), old, removal, add);
    assertThat(joined.contains("x")).isFalse();
    b.receive(joined);
    var again = b.edit(e -> e.add("x"));
    assertThat(joinInAllOrders(again, a.state(), old, removal, add).contains("x")).isTrue();
  }

  @Test
  @DisplayName("17: the same with flags, and enabling wins in the other kind")
  void flags_end_as_their_names_say() {
    var on = new Replica<>(DWFlag.TYPE, 1);
    var off = new Replica<>(DWFlag.TYPE, 2);
    var enabled = on.edit(DWFlag.Editor::enable);
    var disabled = off.edit(DWFlag.Editor::disable);
    var joined = joinInAllOrders(enabled, disabled);
    assertThat(joined.isEnabled()).isFalse();
    var again = on.receive(joined).edit(DWFlag.Editor::enable);
    assertThat(joinInAllOrders(again, enabled, disabled, joined).isEnabled()).isTrue();

    var other = new Replica<>(EWFlag.TYPE, 1);
    var first = other.edit(EWFlag.Editor::enable);
    var elsewhere = new Replica<>(EWFlag.TYPE, 2).receive(first);
    var second = other.edit(EWFlag.Editor::enable);
    var off2 = elsewhere.edit(EWFlag.Editor::disable);
    assertThat(joinInAllOrders(first, second, off2, elsewhere.state()).isEnabled()).isTrue();
  }

  @Test
  @DisplayName("equal values written concurrently: replacing one leaves the other")
  void equal_siblings_are_replaced_one_by_one() {
    var type = MVRegister.type(Codecs.utf8());
    var a = new Replica<>(type, 1);
    var b = new Replica<>(type, 2);
    var c = new Replica<>(type, 3);
    var first = a.edit(e -> e.set("x"));
    var second = b.edit(e -> e.set("x"));
    c.receive(first);
    var third = c.edit(e -> e.set("y"));
    assertThat(joinInAllOrders(first, second).values()).containsExactly("x");
    var joined = joinInAllOrders(first, second, third, c.state());
    assertThat(joined.values()).containsExactly("x", "y");
    c.receive(joined);
    var last = c.edit(e -> e.set("z"));
    assertThat(joinInAllOrders(first, second, third, last).values()).containsExactly("z");
  }

  @Test
  @DisplayName("20: remove m, remove m.f, update m.f below maps of registers")
  void siblings_under_a_removed_key_survive_unseen() {
    var type = ORMap.type(Codecs.utf8(), ORMap.type(Codecs.utf8(), States.SIBLINGS));
    var a = new Replica<>(type, 1);
    var b = new Replica<>(type, 2);
    var c = new Replica<>(type, 3);
    var old = a.edit(e -> e.at("m", m -> m.at("f", f -> f.set("old")).at("g", g -> g.set("o"))));
    b.receive(a.state());
    c.receive(a.state());
    var removed = a.edit(e -> e.remove("m"));
    var field = b.edit(e -> e.at("m", m -> m.remove("f")));
    var update = c.edit(e -> e.at("m", m -> m.at("f", f -> f.set("new"))));
    var joined = joinInAllOrders(old, removed, field, update, c.state());
    assertThat(joined.get("m").orElseThrow().keys()).containsExactly("f");
    assertThat(joined.get("m").orElseThrow().get("f").orElseThrow().values())
        .containsExactly("new");
  }

  @Test
  @DisplayName("6: an increment survives the concurrent removal of its key (riak_dt 98, Pekko 13)")
  void increment_survives_removal_and_not_what_was_removed() {
    for (int by = 1; by <= 3; by++) {
      var a = new Replica<>(States.COUNTS, 1);
      var b = new Replica<>(States.COUNTS, 2);
      var c = new Replica<>(States.COUNTS, 3);
      var three = a.edit(e -> e.increment("b", 3));
      b.receive(three);
      c.receive(three);
      var old = b.state();
      var incrementing = List.of(a, b, c).get(by - 1);
      var removing = List.of(b, c, a).get(by - 1);
      var ten = incrementing.edit(e -> e.increment("b", 10));
      var removal = removing.edit(e -> e.remove("b"));
      assertThat(removing.state().contains("b")).isFalse();
      var joined = joinInAllOrders(three, ten, removal, old, incrementing.state());
      assertThat(joined.get("b")).isEqualTo(10);
      assertThat(joinInAllOrders(removing.state(), ten, old)).isEqualTo(joined);
    }
  }

  @Test
  @DisplayName("6: two removals that saw the same amounts undo them once")
  void concurrent_removals_undo_once() {
    var a = new Replica<>(States.COUNTS, 1);
    var b = new Replica<>(States.COUNTS, 2);
    var c = new Replica<>(States.COUNTS, 3);
    var three = a.edit(e -> e.increment("b", 3));
    b.receive(three);
    c.receive(three);
    var one = b.edit(e -> e.remove("b"));
    var two = c.edit(e -> e.remove("b"));
    var four = a.edit(e -> e.increment("b", 4));
    assertThat(joinInAllOrders(three, one, two, four, a.state()).get("b")).isEqualTo(4);
  }

  @Test
  @DisplayName("7: stale state after remove and increment (Pekko)")
  void stale_counts_do_not_come_back() {
    for (long remover = 1; remover <= 2; remover++) {
      var a = new Replica<>(States.COUNTS, 1);
      var b = new Replica<>(States.COUNTS, 2);
      a.edit(e -> e.increment("b", 3));
      var stale = a.state();
      b.receive(stale);
      var there = remover == 1 ? a : b;
      var removal = there.edit(e -> e.remove("b"));
      var one = there.edit(e -> e.increment("b", 1));
      assertThat(joinInAllOrders(stale, removal, one, there.state()).get("b")).isEqualTo(1);
      b.receive(a.state());
      a.receive(b.state());
      var again = a.edit(e -> e.increment("b", 5));
      assertThat(joinInAllOrders(stale, again, b.state()).get("b")).isEqualTo(6);
    }
  }
}
