package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class BoundedCounterProperties {
  private static final CrdtType<BoundedCounter> STOCK = BoundedCounter.atLeast(0);

  /** Moves, spends and transfers of what there is, to replicas that somebody has met. */
  static void change(BoundedCounter.Editor editor, BoundedCounter seen, SeededRandom random) {
    List<ReplicaId> others = new ArrayList<>(seen.rights().keySet());
    others.add(new ReplicaId(random.below(3)));
    for (int i = random.below(4); i > 0; i--) {
      long spare = Math.min(20, editor.rights());
      int kind = random.below(10);
      if (kind < 4) {
        editor.increment(random.below(10));
      } else if (kind < 7) {
        editor.decrement(random.below((int) spare + 1));
      } else {
        give(editor, random.pick(others), random.below((int) spare + 1));
      }
    }
  }

  private static void give(BoundedCounter.Editor editor, ReplicaId to, long amount) {
    try {
      editor.transfer(to, amount);
    } catch (IllegalArgumentException self) {
      editor.increment(1);
    }
  }

  @Group
  class Lower extends LawProperties<BoundedCounter, BoundedCounter.Editor> {
    @Override
    protected Subject<BoundedCounter, BoundedCounter.Editor> subject() {
      return new Subject<>(
          "BoundedCounter", BoundedCounter.atLeast(-5), BoundedCounterProperties::change);
    }
  }

  /** Anomaly 16: ten rights, three sides that spend what they have, transfers late and repeated. */
  @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void no_partition_spends_more_than_there_is(@ForAll long seed) {
    SeededRandom random = new SeededRandom(seed);
    var a = new Replica<>(STOCK, 1);
    var replicas = List.of(a, new Replica<>(STOCK, 2), new Replica<>(STOCK, 3));
    List<BoundedCounter> messages = new ArrayList<>();
    messages.add(a.edit(e -> e.increment(10)));
    long spent = 0;
    for (int step = 0; step < 40; step++) {
      var replica = random.pick(replicas);
      var other = random.pick(replicas);
      long amount = 1 + random.below(4);
      switch (random.below(4)) {
        case 0 -> {
          if (tried(() -> messages.add(replica.edit(e -> e.decrement(amount))))) {
            spent += amount;
          }
        }
        case 1 -> {
          if (replica != other) {
            tried(() -> messages.add(replica.edit(e -> e.transfer(other.id(), amount))));
          }
        }
        case 2 -> replica.receive(random.pick(messages));
        default -> messages.add(replica.state());
      }
      assertThat(spent).isLessThanOrEqualTo(10);
      long rights = 0;
      for (var each : replicas) {
        rights += each.state().rights(each.id());
      }
      assertThat(rights).as("rights at hand").isLessThanOrEqualTo(10 - spent);
    }
    BoundedCounter all = STOCK.bottom();
    for (BoundedCounter message : random.shuffled(messages)) {
      all = all.join(message).join(random.pick(messages));
    }
    assertThat(all.value()).isEqualTo(10 - spent);
    assertThat(all.rights().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(10 - spent);
  }

  private static boolean tried(Runnable edit) {
    try {
      edit.run();
      return true;
    } catch (InsufficientRightsException lacking) {
      return false;
    }
  }
}
