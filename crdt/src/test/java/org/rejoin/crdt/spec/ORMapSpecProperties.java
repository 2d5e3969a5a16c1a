package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Group;
import org.rejoin.crdt.DWFlag;
import org.rejoin.crdt.EWFlag;
import org.rejoin.crdt.MVRegister;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.RWSet;
import org.rejoin.crdt.ResettableCounter;
import org.rejoin.crdt.codec.Codecs;

/** Maps of each type that nests. */
class ORMapSpecProperties {
  @Group
  class OfORSet
      extends NestedSpecProperties<ORSet<String>, ORSet.Editor<String>, SetOp, Set<String>> {
    OfORSet() {
      super(ORSet.type(Codecs.utf8()), new OrSetSpec(), new ORSetSpecProperties.ToSet());
    }
  }

  @Group
  class OfRWSet
      extends NestedSpecProperties<RWSet<String>, RWSet.Editor<String>, SetOp, Set<String>> {
    OfRWSet() {
      super(RWSet.type(Codecs.utf8()), new RwSetSpec(), new RWSetSpecProperties.ToSet());
    }
  }

  @Group
  class OfEWFlag extends NestedSpecProperties<EWFlag, EWFlag.Editor, Boolean, Boolean> {
    OfEWFlag() {
      super(EWFlag.TYPE, FlagSpec.ENABLE_WINS, new FlagSpecProperties.ToEWFlag());
    }
  }

  @Group
  class OfDWFlag extends NestedSpecProperties<DWFlag, DWFlag.Editor, Boolean, Boolean> {
    OfDWFlag() {
      super(DWFlag.TYPE, FlagSpec.DISABLE_WINS, new FlagSpecProperties.ToDWFlag());
    }
  }

  @Group
  class OfResettableCounter
      extends NestedSpecProperties<ResettableCounter, ResettableCounter.Editor, CountOp, Long> {
    OfResettableCounter() {
      super(
          ResettableCounter.TYPE,
          new ResettableCounterSpec(),
          new ResettableCounterSpecProperties.ToCounter());
    }
  }

  @Group
  class OfMVRegister
      extends NestedSpecProperties<
          MVRegister<String>, MVRegister.Editor<String>, MapOp, List<String>> {
    OfMVRegister() {
      super(
          MVRegister.type(Codecs.utf8()),
          new MvRegisterSpec(),
          new MVRegisterSpecProperties.ToRegister());
    }
  }
}
