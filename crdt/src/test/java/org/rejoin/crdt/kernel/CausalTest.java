package org.rejoin.crdt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

class CausalTest {
  private static final StoreShape<DotFun<String>> REGISTER = DotFun.shape(Codecs.utf8());
  private static final StoreShape<DotMap<String, DotPair>> MAP =
      DotMap.shape(Codecs.utf8(), DotPair.shape(DotSet.shape(), REGISTER));
  private static final Origin ORIGIN = new Origin(new ReplicaId(1), Hlc.ZERO);
  private static final Dot FIRST = new Dot(new ReplicaId(1), 1);

  /** One leaf under the dot 1:1. */
  private static Causal<DotMap<String, DotPair>> leaf(String key, String value) {
    Causal<DotMap<String, DotPair>> bottom = Causal.bottom(MAP);
    CausalEdit edit = bottom.startEdit(ORIGIN);
    Dot dot = edit.newDot();
    DotStore first = value.isEmpty() ? DotSet.of(dot) : DotSet.empty();
    DotFun<String> empty = REGISTER.empty();
    DotStore second = value.isEmpty() ? empty : empty.put(dot, value);
    DotPair entry = new DotPair(first, second);
    return bottom.finish(edit, bottom.store().replace(key, entry, List.of(), List.of(dot))).state();
  }

  private static Causal<DotMap<String, DotPair>> dead() {
    Causal<DotMap<String, DotPair>> alive = leaf("a", "x");
    CausalEdit edit = alive.startEdit(ORIGIN);
    edit.kill(FIRST);
    return alive.finish(edit, alive.store().minus(List.of(FIRST))).delta();
  }

  @Test
  void one_dot_is_a_chain_of_unknown_leaves_by_their_bytes_and_dead() {
    List<Causal<DotMap<String, DotPair>>> chain =
        List.of(
            Causal.bottom(MAP),
            leaf("a", ""),
            leaf("a", "x"),
            leaf("a", "y"),
            leaf("b", ""),
            leaf("b", "x"),
            dead());
    for (int low = 0; low < chain.size(); low++) {
      for (int high = low; high < chain.size(); high++) {
        var up = chain.get(low).join(chain.get(high), JoinReport.none());
        var down = chain.get(high).join(chain.get(low), JoinReport.none());
        assertThat(up.state()).isEqualTo(chain.get(high)).isEqualTo(down.state());
        assertThat(up.novelty()).isEqualTo(high > low ? chain.get(high) : Causal.bottom(MAP));
        assertThat(down.novelty().isBottom()).isTrue();
      }
    }
  }

  @Test
  void two_leaves_under_one_dot_are_reported_at_both_ends() {
    List<Dot> reported = new ArrayList<>();
    leaf("a", "x").join(leaf("b", "x"), reported::add);
    leaf("b", "x").join(leaf("a", "x"), reported::add);
    assertThat(reported).containsExactly(FIRST, FIRST);
    leaf("a", "x").join(leaf("a", "x"), reported::add);
    dead().join(leaf("a", "x"), reported::add);
    assertThat(reported).hasSize(2);
  }

  @Test
  void nothing_new_returns_the_very_state() {
    var state = leaf("a", "x");
    assertThat(state.join(leaf("a", "x"), JoinReport.none()).state()).isSameAs(state);
    assertThat(state.join(Causal.bottom(MAP), JoinReport.none()).state()).isSameAs(state);
  }

  @Test
  void rolled_back_part_of_an_edit_spends_nothing() {
    var state = leaf("a", "x");
    CausalEdit edit = state.startEdit(ORIGIN);
    CausalEdit.Mark mark = edit.mark();
    Dot lost = edit.newDot();
    edit.kill(FIRST);
    assertThat(edit.createdSince(mark)).containsExactly(lost);
    assertThat(edit.killedSince(mark)).containsExactly(FIRST);
    edit.rollBack(mark);
    assertThat(state.finish(edit, state.store()).state()).isSameAs(state);
    assertThat(state.startEdit(ORIGIN).newDot()).isEqualTo(lost);
  }
}
