package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.Codec;

/**
 * Reads the stores of one object: knows its context and remembers the dots met, so that none is at
 * two leaves. Not thread-safe.
 */
public final class StoreIn {
  private final CanonicalIn in;
  private final DotTable table;
  private final List<Dot> met = new ArrayList<>();

  StoreIn(CanonicalIn in, CausalContext context) {
    this.in = in;
    this.table = tableOf(in, context);
  }

  private static DotTable tableOf(CanonicalIn in, CausalContext context) {
    try {
      return new DotTable(context);
    } catch (IllegalArgumentException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The bytes. */
  CanonicalIn in() {
    return in;
  }

  /** How many dots were read so far. */
  int mark() {
    return met.size();
  }

  /** The dots read since then, in order of reading. */
  List<Dot> metSince(int mark) {
    return met.subList(mark, met.size());
  }

  /** Reads the ascending dots of a list, each followed by what {@code leaf} reads. */
  void readDots(Consumer<? super Dot> leaf) {
    long head = in.readVarLong();
    if (head == 0) {
      return;
    }
    head--;
    long number = head >>> 1;
    leaf.accept(dot(number));
    while ((head & 1) != 0) {
      head = in.readVarLong();
      number += 1 + (head >>> 1);
      leaf.accept(dot(number));
    }
  }

  private Dot dot(long number) {
    if (number < 0 || number >= table.size()) {
      throw in.malformed(
          "live dot number " + Long.toUnsignedString(number) + " of " + table.size() + " seen");
    }
    Dot dot = table.dot(number);
    met.add(dot);
    return dot;
  }

  /** Reads a value; its bytes must be those that the codec writes for it. */
  <V> V readValue(Codec<V> codec) {
    return in.readCanonical(codec);
  }

  /** To be called at the end: refuses a dot at two leaves. */
  void expectDotsUnique() {
    Collections.sort(met);
    for (int i = 1; i < met.size(); i++) {
      if (met.get(i).equals(met.get(i - 1))) {
        throw in.malformed("dot " + met.get(i) + " is at two leaves");
      }
    }
  }
}
