package org.rejoin.crdt.spec;

import java.util.List;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/** The distinct values, sorted, of the puts that no other operation saw; all on one key. */
final class MvRegisterSpec implements Spec<MapOp, List<String>> {
  @Override
  public boolean writes(MapOp op) {
    return op.kind() == MapOp.Kind.PUT;
  }

  @Override
  public boolean replaces(MapOp op, MapOp write) {
    return true;
  }

  @Override
  public List<String> value(List<SpecEvent<MapOp>> unreplaced) {
    return unreplaced.stream().map(put -> put.op().value()).distinct().sorted().toList();
  }
}
