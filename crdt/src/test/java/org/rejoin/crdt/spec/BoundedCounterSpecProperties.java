package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.crdt.BoundedCounter;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.spec.RightsOp.Kind;

class BoundedCounterSpecProperties
    extends SpecProperties<BoundedCounter, BoundedCounter.Editor, RightsOp, Map<String, Long>> {
  private static final long BOUND = -3;

  BoundedCounterSpecProperties() {
    super(BoundedCounter.atLeast(BOUND), new BoundedCounterSpec(BOUND), new ToCounter());
  }

  @Override
  protected List<RightsOp> fewOps() {
    return List.of(
        new RightsOp(Kind.MINT, 2), new RightsOp(Kind.SPEND, 1), new RightsOp(Kind.GIVE, 2));
  }

  private static final class ToCounter
      implements SpecBinding<BoundedCounter, BoundedCounter.Editor, RightsOp, Map<String, Long>> {
    @Override
    public RightsOp randomOp(SeededRandom random) {
      return new RightsOp(random.pick(List.of(Kind.values())), 1 + random.below(4));
    }

    @Override
    public void apply(BoundedCounter.Editor editor, RightsOp op) {
      if (op.kind() == Kind.MINT) {
        editor.increment(op.amount());
      } else if (editor.rights() >= op.amount()) {
        spendOrGive(editor, op);
      }
    }

    private static void spendOrGive(BoundedCounter.Editor editor, RightsOp op) {
      if (op.kind() == Kind.SPEND) {
        editor.decrement(op.amount());
        return;
      }
      try {
        editor.transfer(BoundedCounterSpec.RECEIVER, op.amount());
      } catch (IllegalArgumentException toItself) {
        // gives nothing
      }
    }

    @Override
    public Map<String, Long> observe(BoundedCounter counter) {
      Map<String, Long> seen = new TreeMap<>();
      counter.rights().forEach((id, rights) -> seen.put(id.toString(), rights));
      seen.put("value", counter.value());
      return seen;
    }
  }
}
