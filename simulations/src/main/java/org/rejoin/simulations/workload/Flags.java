package org.rejoin.simulations.workload;

import org.rejoin.cluster.Keyspaces;
import org.rejoin.crdt.DWFlag;
import org.rejoin.crdt.EWFlag;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.FlagSpec;
import org.rejoin.simulations.spec.SetSpec;

/** Flags: adding switches on, removing off. */
final class Flags {
  private Flags() {}

  static Family<EWFlag, EWFlag.Editor> ewFlag(String name) {
    return new Family<>(
        Keyspaces.ewFlag(name),
        Flags::editEwFlag,
        new FlagSpec(SetSpec.ADD_WINS),
        EWFlag::isEnabled);
  }

  private static void editEwFlag(OpBody op, EWFlag.Editor editor) {
    if (op.verb() == Verb.ADD) {
      editor.enable();
    } else {
      editor.disable();
    }
  }

  static Family<DWFlag, DWFlag.Editor> dwFlag(String name) {
    return new Family<>(
        Keyspaces.dwFlag(name),
        Flags::editDwFlag,
        new FlagSpec(SetSpec.REMOVE_WINS),
        DWFlag::isEnabled);
  }

  private static void editDwFlag(OpBody op, DWFlag.Editor editor) {
    if (op.verb() == Verb.ADD) {
      editor.enable();
    } else {
      editor.disable();
    }
  }
}
