package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.Law;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.stability.Ceiling;
import org.rejoin.crdt.stability.CutId;
import org.rejoin.crdt.stability.CutMember;
import org.rejoin.crdt.stability.CutProposer;
import org.rejoin.crdt.stability.Dealing;
import org.rejoin.crdt.stability.Seal;

/** What objects forget at stability cuts, and what would go wrong otherwise. */
class SettlingTest {
  private static final ReplicaId A = new ReplicaId(1);
  private static final ReplicaId B = new ReplicaId(2);
  private static final ReplicaId C = new ReplicaId(3);
  private static final Sealed SEALED = Sealed.of(List.of(C));
  private static final Settlement WHOLE = new Settlement(List.of(), SEALED, true);
  private static final NestableType<ORSet<String>, ORSet.Editor<String>> SET =
      ORSet.type(Codecs.utf8());
  private static final NestableType<RWSet<String>, RWSet.Editor<String>> REMOVALS =
      RWSet.type(Codecs.utf8());

  private static Edited<GCounter> count(GCounter counter, ReplicaId id, long amount) {
    return counter.edit(new Origin(id, Hlc.ZERO), editor -> editor.increment(amount));
  }

  @Test
  @DisplayName(
      "15: seal begun while split, done after; old state comes back: 9, must be readmitted")
  void oldStateOfASealedReplica() {
    GCounter all = count(count(count(GCounter.empty(), A, 4).state(), B, 2).state(), C, 3).state();
    CutMember a = CutMember.founder(A).meets(B).meets(C);
    CutMember b = CutMember.founder(B).meets(A).meets(C);
    CutMember c = CutMember.founder(C).meets(A).meets(B);
    Seal seal = new Seal(C, null, Ceiling.NONE);
    CutProposer proposer = CutProposer.begin(a, 1, new TreeMap<>(), new TreeMap<>(), List.of(seal));
    CutId cut = proposer.cut().id();
    a = a.answered(proposer.cut());
    b = b.answered(proposer.cut());
    assertThat(b.dealing(C, CutId.START)).isEqualTo(Dealing.ENDED);
    proposer = proposer.answered(a.answer(cut, new TreeMap<>()));
    assertThat(proposer.isAnswered()).isFalse();
    proposer = proposer.answered(b.answer(cut, new TreeMap<>()));
    assertThat(proposer.isAnswered()).isTrue();
    a = a.confirmed(cut);
    b = b.confirmed(cut);
    proposer = proposer.confirmed(a.answer(cut, new TreeMap<>()));
    assertThat(proposer.isDecided()).isFalse();
    proposer = proposer.confirmed(b.answer(cut, new TreeMap<>()));
    assertThat(proposer.isDecided()).isTrue();
    a = a.adopted(proposer.cut());
    GCounter settled = all.settle(WHOLE);

    assertThat(settled.value()).isEqualTo(9);
    assertThat(settled.hasRow(C)).isFalse();
    assertThat(a.dealing(C, CutId.START)).isEqualTo(Dealing.ENDED);
    assertThat(a.dealing(B, CutId.START)).isEqualTo(Dealing.OLDER);
    assertThat(b.mayAdopt(cut, A)).isTrue();
    assertThat(c.dealing(A, a.at())).isEqualTo(Dealing.READMIT);
    assertThat(settled.join(all).value()).as("why it must not be joined").isEqualTo(12);
    GCounter buffered = all.settle(WHOLE.ofPart());
    assertThat(settled.join(buffered, SEALED, false, JoinReport.none()).state()).isEqualTo(settled);
  }

  @Test
  @DisplayName("13: whoever lost its state is dealt with again under a new id only")
  void lostState() {
    CutMember a = CutMember.founder(A).meets(B);
    CutProposer proposer =
        CutProposer.begin(
            a, 1, new TreeMap<>(), new TreeMap<>(), List.of(new Seal(B, C, Ceiling.NONE)));
    a = a.answered(proposer.cut());
    CutMember next = CutMember.copyOf(a, C);
    assertThat(a.dealing(B, CutId.START)).isEqualTo(Dealing.ENDED);
    assertThat(a.dealing(C, CutId.START)).isEqualTo(Dealing.CLOSED);
    assertThat(a.meets(C).dealing(C, CutId.START)).isEqualTo(Dealing.JOIN);
    assertThat(next.dealing(B, CutId.START)).isEqualTo(Dealing.ENDED);
    assertThat(next.met().contains(A)).isTrue();
  }

  @Test
  @DisplayName("14: two processes under one id: reported, and neither edits on")
  void oneIdTwice() {
    Replica<ORSet<String>, ORSet.Editor<String>> one = new Replica<>(SET, 1);
    Replica<ORSet<String>, ORSet.Editor<String>> two = new Replica<>(SET, 1);
    one.edit(editor -> editor.add("x"));
    two.edit(editor -> editor.add("y").add("z"));
    List<Dot> alarms = new ArrayList<>();
    Joined<ORSet<String>> joined = one.state().join(two.state(), alarms::add);
    assertThat(alarms).containsExactly(new Dot(A, 1));
    assertThat(joined.novelty().showsReuseOf(A, one.state())).isTrue();
    assertThat(two.state().join(one.state())).isEqualTo(joined.state());
  }

  @Test
  void subtractingDeleteEpochs_commutesWithJoin() {
    List<Epoched<ORSet<String>>> states = new ArrayList<>();
    for (long epoch = 0; epoch < 5; epoch++) {
      for (long id = 0; id < 3; id++) {
        Replica<ORSet<String>, ORSet.Editor<String>> replica = new Replica<>(SET, id + 1);
        if (id > 0) {
          replica.edit(editor -> editor.add("x"));
        }
        states.add(new Epoched<>(epoch, replica.state()));
      }
    }
    for (long stable = 0; stable < 6; stable++) {
      for (Epoched<ORSet<String>> a : states) {
        for (Epoched<ORSet<String>> b : states) {
          assertThat(a.join(b).settle(stable)).isEqualTo(a.settle(stable).join(b.settle(stable)));
        }
      }
    }
  }

  @Test
  void forgettingADeleteEpoch_wouldLoseTheNewKey() {
    Replica<ORSet<String>, ORSet.Editor<String>> replica = new Replica<>(SET, 1);
    replica.edit(editor -> editor.add("new"));
    Epoched<ORSet<String>> deleted = new Epoched<>(1, SET.bottom());
    Epoched<ORSet<String>> recreated = new Epoched<>(1, replica.state());
    Epoched<ORSet<String>> behind = new Epoched<>(0, replica.state());
    assertThat(deleted.settle(1).isBottom()).isTrue();
    assertThat(recreated.settle(1)).isEqualTo(new Epoched<>(0, replica.state()));
    assertThat(behind.settle(1).isBottom()).isTrue();
    assertThatThrownBy(() -> deleted.settle(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Epoched<>(-2, SET.bottom())).hasMessageContaining("-2");
  }

  @Test
  void removedElements_goOnlyWithoutAConcurrentAdd() {
    Replica<RWSet<String>, RWSet.Editor<String>> a = new Replica<>(REMOVALS, 1);
    Replica<RWSet<String>, RWSet.Editor<String>> b = new Replica<>(REMOVALS, 2);
    a.edit(editor -> editor.add("x").add("y").remove("x"));
    List<Dot> named = a.state().tombstones();
    assertThat(named).hasSize(1);
    assertThat(a.state().mayForget(named)).isTrue();
    assertThat(b.state().hasSeen(named)).isFalse();
    b.edit(editor -> editor.add("x"));
    b.receive(a.state());
    assertThat(b.state().hasSeen(named)).isTrue();
    assertThat(b.state().contains("x")).isFalse();
    assertThat(b.state().mayForget(named)).as("its own add would show").isFalse();
    b.edit(editor -> editor.remove("x"));
    assertThat(b.state().mayForget(named)).as("its dots were replaced").isTrue();

    RWSet<String> settled = a.state().settle(new Settlement(named, Sealed.none(), true));
    assertThat(settled.elements()).containsExactly("y");
    assertThat(settled.tombstones()).isEmpty();
    assertThat(settled.hasSeen(named)).isTrue();
    assertThat(settled.toBytes().length).isLessThan(a.state().toBytes().length);
  }

  @Test
  void flag_isForgottenWhereItIsOff() {
    DWFlag off = DWFlag.TYPE.bottom().edit(new Origin(A, Hlc.ZERO), DWFlag.Editor::disable).state();
    DWFlag on = off.edit(new Origin(B, Hlc.ZERO), DWFlag.Editor::enable).state();
    assertThat(off.tombstones()).containsExactly(new Dot(A, 1));
    assertThat(on.tombstones()).isEmpty();
    assertThat(on.mayForget(off.tombstones()) && on.hasSeen(off.tombstones())).isTrue();
    assertThat(on.mayForget(List.of(new Dot(B, 1)))).as("an addition").isFalse();
    assertThat(off.settle(new Settlement(off.tombstones(), Sealed.none(), true)).tombstones())
        .isEmpty();
  }

  @Test
  void sealedDots_liveOnUntilTheyAreRemoved() {
    Replica<ORSet<String>, ORSet.Editor<String>> c = new Replica<>(SET, 3);
    c.edit(editor -> editor.add("x").add("y").add("z").remove("z"));
    ORSet<String> here = c.state().settle(WHOLE);
    ORSet<String> there = here;
    assertThat(here.elements()).containsExactly("x", "y");
    Edited<ORSet<String>> edited = here.edit(new Origin(A, Hlc.ZERO), e -> e.remove("x"));
    here = edited.state().settle(Settlement.afterEdit(SEALED));

    assertThat(there.join(here, SEALED, true, JoinReport.none()).state()).isEqualTo(here);
    assertThat(here.join(there, SEALED, true, JoinReport.none()).state()).isEqualTo(here);
    assertThat(
            there.join(here.deltaSince(there.summary(), SEALED), SEALED, false, JoinReport.none()))
        .extracting(Joined::state)
        .isEqualTo(here);
    ORSet<String> buffered = edited.delta().settle(WHOLE.ofPart());
    assertThat(there.join(buffered, SEALED, false, JoinReport.none()).state()).isEqualTo(here);
    assertThat(there.join(here).elements()).as("a plain join").contains("x");
    assertThat(here.join(SET.bottom(), SEALED, false, JoinReport.none()).state()).isEqualTo(here);
    assertThat(here.join(SET.bottom(), SEALED, true, JoinReport.none()).state().elements())
        .as("had bottom been whole")
        .isEmpty();
  }

  @Test
  void rowThatDoesNotFitTheBase_stays() {
    GCounter counter = count(count(GCounter.empty(), B, Long.MAX_VALUE).state(), A, 0).state();
    GCounter more = counter.join(count(GCounter.empty(), C, 7).state());
    GCounter settled = more.settle(new Settlement(List.of(), Sealed.of(List.of(B, C)), true));
    assertThat(settled.hasRow(B)).isFalse();
    assertThat(settled.hasRow(C)).isTrue();
    assertThat(settled.valueExact()).isEqualTo(more.valueExact());
  }

  @Test
  void undoneTallies_goWithTheirSealedReplica() {
    Replica<ResettableCounter, ResettableCounter.Editor> c =
        new Replica<>(ResettableCounter.TYPE, 3);
    c.edit(editor -> editor.increment(5));
    ResettableCounter counted = c.state().settle(WHOLE);
    Edited<ResettableCounter> reset =
        counted.edit(new Origin(A, Hlc.ZERO), ResettableCounter.Editor::reset);
    ResettableCounter here = reset.state().settle(Settlement.afterEdit(SEALED));

    assertThat(counted.value()).isEqualTo(5);
    assertThat(here.isBottom()).isTrue();
    assertThat(counted.join(here, SEALED, true, JoinReport.none()).state()).isEqualTo(here);
    assertThat(here.join(counted, SEALED, true, JoinReport.none()).state()).isEqualTo(here);
    assertThat(counted.join(reset.delta(), SEALED, false, JoinReport.none()).state())
        .isEqualTo(here);
    assertThat(here.join(reset.delta(), SEALED, false, JoinReport.none()).novelty().isBottom())
        .isTrue();
  }

  @Test
  void compositions_settleTheirParts() {
    CrdtType<Pair<GCounter, ORSet<String>, GCounter.Editor, ORSet.Editor<String>>> type =
        Pair.type(GCounter.TYPE, SET);
    Pair<GCounter, ORSet<String>, GCounter.Editor, ORSet.Editor<String>> pair =
        type.bottom()
            .edit(
                new Origin(C, Hlc.ZERO),
                e -> e.first(n -> n.increment(3)).second(set -> set.add("x").remove("x")))
            .state();
    Option<ORSet<String>, ORSet.Editor<String>> option =
        Option.type(SET)
            .bottom()
            .edit(new Origin(C, Hlc.ZERO), e -> e.value(set -> set.add("x").remove("x")))
            .state();

    assertThat(pair.settle(WHOLE).first().value()).isEqualTo(3);
    assertThat(pair.settle(WHOLE).first().hasRow(C)).isFalse();
    assertThat(pair.settle(WHOLE).second().isBottom()).isTrue();
    assertThat(option.settle(WHOLE).value()).get().matches(ORSet::isBottom);
  }

  @Test
  @DisplayName(
      "an addition that came ahead of the one before it shows at once where all is settled")
  void settlingOverAGap() {
    Laws<RWSet<String>, RWSet.Editor<String>> laws = Laws.of(new RWSetProperties().subject());
    assertThat(laws.check(Law.SETTLING, 2429857329815L)).isEmpty();
    assertThat(laws.check(Law.SETTLING, 1)).isEmpty();
  }
}
