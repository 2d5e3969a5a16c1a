package org.rejoin.antientropy.sketch;

import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.HashSuite;

/** What the checks of sketches need: the sketch itself, its model, and planted mutants of it. */
interface CodedSet {
  void add(Item item);

  void remove(Item item);

  /** The first symbols. */
  Symbols symbols(int to);

  static CodedSet real(HashSuite suite) {
    Sketch sketch = new Sketch(suite, 256);
    return new CodedSet() {
      @Override
      public void add(Item item) {
        sketch.add(item);
      }

      @Override
      public void remove(Item item) {
        sketch.remove(item);
      }

      @Override
      public Symbols symbols(int to) {
        return sketch.symbols(0, to);
      }
    };
  }
}
