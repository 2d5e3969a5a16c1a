package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Write;
import org.rejoin.conflict.Resolvers;
import org.rejoin.crdt.BoundedCounter;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.Pair;
import org.rejoin.crdt.codec.Codecs;

/** Every type through the engine: both sides of a cut change it, then they agree on the value. */
class TypesTest {
  /** Both sides start equal, change it apart, and meet again; returns the value both show. */
  private static <S extends Editable<S, E>, E> Object meet(
      KeyspaceSpec<S, E> spec,
      Consumer<E> before,
      Consumer<E> atA,
      Consumer<E> atB,
      Function<S, Object> shows) {
    EngineNet net = new EngineNet(1);
    net.start("a", spec);
    net.start("b", spec);
    net.run(100);
    net.node("a").update(spec, "x", before, Write.local());
    net.run(200);
    net.drop = f -> true;
    net.node("a").update(spec, "x", atA, Write.local());
    net.node("b").update(spec, "x", atB, Write.local());
    net.run(200);
    net.drop = f -> false;
    net.run(6000);
    net.start("c", spec);
    net.run(2000);
    assertThat(net.roots()).hasSize(1);
    Object value = shows.apply(net.node("a").local(spec, "x").orElseThrow());
    assertThat(shows.apply(net.node("c").local(spec, "x").orElseThrow())).isEqualTo(value);
    net.node("b").delete(spec, "x", Write.local());
    net.run(200);
    assertThat(net.node("a").local(spec, "x")).isEmpty();
    net.node("a").update(spec, "x", before, Write.local());
    net.run(200);
    assertThat(net.node("b").local(spec, "x")).isPresent();
    assertThat(net.traced(TraceEvent.IdentityReused.class)).isEmpty();
    return value;
  }

  @Test
  @DisplayName("sets: the remove wins")
  void rwSet() {
    Object shown =
        meet(
            Keyspaces.rwSet("s", Codecs.utf8()),
            e -> e.add("milk").add("tea"),
            e -> e.remove("milk"),
            e -> e.add("milk").add("salt"),
            s -> s.elements().stream().sorted().toList());
    assertThat(shown).isEqualTo(List.of("salt", "tea"));
  }

  @Test
  @DisplayName("flags: one stays on, the other goes off")
  void flags() {
    assertThat(
            meet(
                Keyspaces.ewFlag("f"),
                e -> e.enable(),
                e -> e.disable(),
                e -> e.enable(),
                f -> f.isEnabled()))
        .isEqualTo(true);
    assertThat(
            meet(
                Keyspaces.dwFlag("f"),
                e -> e.enable(),
                e -> e.disable(),
                e -> e.enable(),
                f -> f.isEnabled()))
        .isEqualTo(false);
  }

  @Test
  @DisplayName("registers: both values show")
  void mvRegister() {
    Object shown =
        meet(
            Keyspaces.mvRegister("r", Codecs.utf8()),
            e -> e.set("old"),
            e -> e.set("a"),
            e -> e.set("b"),
            r -> r.values().stream().sorted().toList());
    assertThat(shown).isEqualTo(List.of("a", "b"));
  }

  @Test
  @DisplayName("maps of sets: an added value survives the removal of its key")
  void orMultiMap() {
    Object shown =
        meet(
            Keyspaces.orMultiMap("m", Codecs.utf8(), Codecs.utf8()),
            e -> e.put("k", "old"),
            e -> e.removeAll("k"),
            e -> e.put("k", "new"),
            m -> List.copyOf(m.get("k")));
    assertThat(shown).isEqualTo(List.of("new"));
  }

  @Test
  @DisplayName("counters that reset: an increment that the reset did not see counts")
  void resettableCounters() {
    Object shown =
        meet(
            Keyspaces.resettableCounter("c"),
            e -> e.increment(100),
            e -> e.reset(),
            e -> e.increment(7),
            c -> c.value());
    assertThat(shown).isEqualTo(7L);
  }

  @Test
  @DisplayName("registers that merge in joins: one value")
  void lattice() {
    Object shown =
        meet(
            Keyspaces.lattice("l", Codecs.int64(), Resolvers.reconcile("highest", 1, Math::max)),
            e -> e.put(1L),
            e -> e.put(7L),
            e -> e.put(5L),
            r -> r.value());
    assertThat(shown).isEqualTo(Optional.of(7L));
  }

  @Test
  @DisplayName("registers whose resolver throws in every join: all values stay, and nodes agree")
  void throwingLattice() {
    Object shown =
        meet(
            Keyspaces.lattice(
                "l",
                Codecs.int64(),
                Resolvers.reconcile(
                    "thrower",
                    1,
                    (Long a, Long b) -> {
                      throw new IllegalStateException("no idea");
                    })),
            e -> e.put(1L),
            e -> e.put(7L),
            e -> e.put(5L),
            r -> r.siblings().values().stream().sorted().toList());
    assertThat(shown).isEqualTo(List.of(1L, 5L, 7L));
  }

  @Test
  @DisplayName("maps of counters: an increment that the removal did not see counts alone")
  void counterMap() {
    Object shown =
        meet(
            Keyspaces.counterMap("m", Codecs.utf8()),
            e -> e.increment("k", 3),
            e -> e.remove("k"),
            e -> e.increment("k", 10),
            m -> m.get("k"));
    assertThat(shown).isEqualTo(10L);
  }

  @Test
  @DisplayName("sets that only grow: the union")
  void gSet() {
    Object shown =
        meet(
            Keyspaces.gSet("g", Codecs.utf8()),
            e -> e.add("a"),
            e -> e.add("b"),
            e -> e.add("c"),
            g -> List.copyOf(g.elements()));
    assertThat(shown).isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  @DisplayName("registers of the highest and the lowest value")
  void chains() {
    assertThat(
            meet(
                Keyspaces.maxRegister("x", Codecs.int64()),
                e -> e.offer(1L),
                e -> e.offer(7L),
                e -> e.offer(5L),
                r -> r.value()))
        .isEqualTo(Optional.of(7L));
    assertThat(
            meet(
                Keyspaces.minRegister("n", Codecs.int64()),
                e -> e.offer(9L),
                e -> e.offer(7L),
                e -> e.offer(5L),
                r -> r.value()))
        .isEqualTo(Optional.of(5L));
  }

  @Test
  @DisplayName("bounded counters: what one side holds the other cannot spend")
  void boundedCounter() {
    Object shown =
        meet(
            Keyspaces.boundedCounter("b", BoundedCounter.atLeast(0)),
            e -> e.increment(10),
            e -> e.decrement(4),
            e -> e.decrement(1),
            b -> b.value());
    assertThat(shown).as("the edit at b, which holds no rights, is refused").isEqualTo(6L);
  }

  @Test
  @DisplayName("compositions: each part as its own type says")
  void compositions() {
    Object shown =
        meet(
            Keyspaces.of("p", Pair.type(GCounter.TYPE, ORSet.type(Codecs.utf8()))),
            e -> e.first(c -> c.increment()),
            e -> e.first(c -> c.increment(2)),
            e -> e.second(s -> s.add("x")),
            p -> p.first().value() + " " + p.second().elements());
    assertThat(shown).isEqualTo("3 [x]");
  }
}
