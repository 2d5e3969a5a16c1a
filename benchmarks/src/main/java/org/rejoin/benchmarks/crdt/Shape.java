package org.rejoin.benchmarks.crdt;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a data type shows and what each operation must make of it: the executable expectation that
 * every operation is checked against before it is timed. A set shows its elements, a map its values
 * by key; a counter, a register and a flag show one value.
 */
enum Shape {
  /** Size is the number of replica ids that incremented it once. */
  COUNTER {
    @Override
    Expected base(int size) {
      return Expected.only(Integer.toString(size));
    }

    @Override
    Expected afterAdd(int size, int item) {
      return Expected.only(Integer.toString(size + 1));
    }

    @Override
    Expected afterRemove(int size, int item) {
      return Expected.only(Integer.toString(size - 1));
    }

    @Override
    Expected merged(int size, int removed) {
      return Expected.only(Integer.toString(size + 2 * OWN_ITEMS));
    }
  },
  /** Size is the length of the value in characters. */
  REGISTER {
    @Override
    Expected base(int size) {
      return Expected.only(value(Cell.WRITERS - 1, size));
    }

    @Override
    Expected afterAdd(int size, int item) {
      return Expected.only(value(item, size));
    }

    @Override
    Expected merged(int size, int removed) {
      return Expected.only(value(THEIR_FIRST + OWN_ITEMS - 1, size));
    }
  },
  /** A flag that nobody has raised yet: it has no size. */
  FLAG {
    @Override
    Expected base(int size) {
      return Expected.only("false");
    }

    @Override
    Expected afterAdd(int size, int item) {
      return Expected.only("true");
    }

    @Override
    Expected merged(int size, int removed) {
      return Expected.only("true");
    }
  },
  /** Size is the number of elements or keys; each key holds itself. */
  SET {
    @Override
    Expected base(int size) {
      return items(size, Set.of(), List.of());
    }

    @Override
    Expected afterAdd(int size, int item) {
      return items(size, Set.of(), List.of(item));
    }

    @Override
    Expected afterAll(int size, int first, int count) {
      return items(size, Set.of(), IntStream.range(first, first + count).boxed().toList());
    }

    @Override
    Expected afterRemove(int size, int item) {
      return items(size, Set.of(item), List.of());
    }

    @Override
    Expected merged(int size, int removed) {
      List<Integer> more =
          IntStream.range(0, 2 * OWN_ITEMS)
              .map(i -> i < OWN_ITEMS ? OUR_FIRST + i : THEIR_FIRST + i - OWN_ITEMS)
              .boxed()
              .toList();
      Set<Integer> gone = IntStream.range(0, removed).boxed().collect(Collectors.toSet());
      return items(size, gone, more);
    }

    private Expected items(int size, Set<Integer> gone, List<Integer> more) {
      return new Expected(size, gone, more, Shape::element);
    }
  };

  /** How many items each side of a merge has added, unseen by the other. */
  static final int OWN_ITEMS = 10;

  /** Item numbers above any base's size: added by the one who merges, and by the other. */
  static final int OUR_FIRST = 10_000_000;

  static final int THEIR_FIRST = 20_000_000;
  static final int NEW_FIRST = 30_000_000;

  private static final int DIGITS = 8;

  abstract Expected base(int size);

  abstract Expected afterAdd(int size, int item);

  Expected afterAll(int size, int first, int count) {
    throw new UnsupportedOperationException(this + " has one leaf");
  }

  Expected afterRemove(int size, int item) {
    throw new UnsupportedOperationException(this + " cannot remove");
  }

  abstract Expected merged(int size, int removed);

  /** Sets and maps: the other side of a merge has also removed some, never all. */
  int removedByThem(int size, boolean removes) {
    return this == SET && removes ? Math.min(5, size / 2) : 0;
  }

  /** Ten bytes. */
  static String element(int item) {
    String digits = Integer.toString(item);
    return "k-" + "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** A register's value: {@code size} characters that differ between items. */
  static String value(int item, int size) {
    String head = Integer.toString(item);
    return head.length() >= size ? head : head + "x".repeat(size - head.length());
  }
}
