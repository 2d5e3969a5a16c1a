package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.kernel.CausalContext;

/** The puts that each version of a {@link LatticeRegister} holds, in the order of their bytes. */
record LatticeSummary(List<CausalContext> held) implements Summary {
  static LatticeSummary of(List<Merged> versions) {
    return new LatticeSummary(
        versions.stream().map(Merged::dots).sorted(Comparator.comparing(Merged::bytes)).toList());
  }

  boolean covers(CausalContext dots) {
    return held.stream().anyMatch(here -> here.containsAll(dots));
  }

  @Override
  public boolean covers(Summary other) {
    return other instanceof LatticeSummary there && there.held.stream().allMatch(this::covers);
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarInt(held.size());
    held.forEach(dots -> dots.write(out));
  }

  static LatticeSummary read(CanonicalIn in) {
    List<CausalContext> held = new ArrayList<>();
    for (int i = in.readCount(11); i > 0; i--) {
      CausalContext dots = CausalContext.read(in);
      boolean first = held.isEmpty();
      if (dots.isEmpty()
          || (!first
              && Merged.bytes(held.get(held.size() - 1)).compareTo(Merged.bytes(dots)) >= 0)) {
        throw in.malformed("sets of puts have to ascend, found " + dots);
      }
      held.add(dots);
    }
    return new LatticeSummary(List.copyOf(held));
  }
}
