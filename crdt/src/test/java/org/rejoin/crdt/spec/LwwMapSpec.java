package org.rejoin.crdt.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/**
 * A key has the value of its top stamp among the puts that no other operation on it saw; stamps
 * order by clock, then replica, then bytes.
 */
final class LwwMapSpec implements Spec<MapOp, Map<String, String>> {
  private static final Comparator<SpecEvent<MapOp>> BY_STAMP =
      Comparator.<SpecEvent<MapOp>>comparingLong(SpecEvent::stamp)
          .thenComparing(put -> put.id().replica())
          .thenComparing(put -> Bytes.wrap(Codecs.utf8().encode(put.op().value())));

  @Override
  public boolean writes(MapOp op) {
    return op.kind() == MapOp.Kind.PUT;
  }

  @Override
  public boolean replaces(MapOp op, MapOp write) {
    return op.kind() == MapOp.Kind.CLEAR || op.key().equals(write.key());
  }

  @Override
  public Map<String, String> value(List<SpecEvent<MapOp>> unreplaced) {
    Map<String, String> values = new TreeMap<>();
    unreplaced.stream()
        .collect(Collectors.groupingBy(put -> put.op().key()))
        .forEach((key, puts) -> values.put(key, puts.stream().max(BY_STAMP).get().op().value()));
    return values;
  }
}
