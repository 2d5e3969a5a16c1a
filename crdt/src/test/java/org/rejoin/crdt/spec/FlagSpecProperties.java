package org.rejoin.crdt.spec;

import net.jqwik.api.Group;
import org.rejoin.crdt.DWFlag;
import org.rejoin.crdt.EWFlag;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class FlagSpecProperties {
  @Group
  class EnableWins extends SpecProperties<EWFlag, EWFlag.Editor, Boolean, Boolean> {
    EnableWins() {
      super(EWFlag.TYPE, FlagSpec.ENABLE_WINS, new ToEWFlag());
    }
  }

  @Group
  class DisableWins extends SpecProperties<DWFlag, DWFlag.Editor, Boolean, Boolean> {
    DisableWins() {
      super(DWFlag.TYPE, FlagSpec.DISABLE_WINS, new ToDWFlag());
    }
  }

  static final class ToEWFlag implements SpecBinding<EWFlag, EWFlag.Editor, Boolean, Boolean> {
    @Override
    public Boolean randomOp(SeededRandom random) {
      return random.chance(50);
    }

    @Override
    public void apply(EWFlag.Editor editor, Boolean on) {
      if (on) {
        editor.enable();
      } else {
        editor.disable();
      }
    }

    @Override
    public Boolean observe(EWFlag flag) {
      return flag.isEnabled();
    }
  }

  static final class ToDWFlag implements SpecBinding<DWFlag, DWFlag.Editor, Boolean, Boolean> {
    @Override
    public Boolean randomOp(SeededRandom random) {
      return random.chance(60);
    }

    @Override
    public void apply(DWFlag.Editor editor, Boolean on) {
      if (on) {
        editor.enable();
      } else {
        editor.disable();
      }
    }

    @Override
    public Boolean observe(DWFlag flag) {
      return flag.isEnabled();
    }
  }
}
