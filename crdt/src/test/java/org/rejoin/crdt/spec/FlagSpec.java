package org.rejoin.crdt.spec;

import java.util.List;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/**
 * A flag, switched on by true. Enable wins: it is on if there is an enabling that no other
 * operation saw. Disable wins: if there are operations that no other saw, all of them enablings.
 */
enum FlagSpec implements Spec<Boolean, Boolean> {
  ENABLE_WINS,
  DISABLE_WINS;

  @Override
  public boolean writes(Boolean on) {
    return on || this == DISABLE_WINS;
  }

  @Override
  public boolean replaces(Boolean on, Boolean write) {
    return true;
  }

  @Override
  public Boolean value(List<SpecEvent<Boolean>> unreplaced) {
    return !unreplaced.isEmpty() && unreplaced.stream().allMatch(SpecEvent::op);
  }
}
