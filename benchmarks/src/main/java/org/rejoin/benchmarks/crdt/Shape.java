package org.rejoin.benchmarks.crdt;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a data type shows and what each operation must make of it: the executable expectation that
 * every operation is checked against before it is timed. Content is a sorted map; a set maps its
 * elements to themselves, a counter and a register have one entry.
 */
enum Shape {
  /** Size is the number of replica ids that incremented it once. */
  COUNTER {
    @Override
    SortedMap<String, String> base(int size) {
      return only(Integer.toString(size));
    }

    @Override
    SortedMap<String, String> afterAdd(int size, int item) {
      return only(Integer.toString(size + 1));
    }

    @Override
    SortedMap<String, String> afterRemove(int size, int item) {
      return only(Integer.toString(size - 1));
    }

    @Override
    SortedMap<String, String> merged(int size) {
      return only(Integer.toString(size + 2 * OWN_ITEMS));
    }
  },
  /** Size is the length of the value in characters. */
  REGISTER {
    @Override
    SortedMap<String, String> base(int size) {
      return only(value(Cell.WRITERS - 1, size));
    }

    @Override
    SortedMap<String, String> afterAdd(int size, int item) {
      return only(value(item, size));
    }

    @Override
    SortedMap<String, String> merged(int size) {
      return only(value(THEIR_FIRST + OWN_ITEMS - 1, size));
    }
  },
  /** Size is the number of elements. */
  SET {
    @Override
    SortedMap<String, String> base(int size) {
      SortedMap<String, String> content = new TreeMap<>();
      for (int item = 0; item < size; item++) {
        add(content, item);
      }
      return content;
    }

    @Override
    SortedMap<String, String> afterAdd(int size, int item) {
      SortedMap<String, String> content = base(size);
      add(content, item);
      return content;
    }

    @Override
    SortedMap<String, String> merged(int size) {
      SortedMap<String, String> content = base(size);
      for (int i = 0; i < OWN_ITEMS; i++) {
        add(content, OUR_FIRST + i);
        add(content, THEIR_FIRST + i);
      }
      for (int i = 0; i < removedByThem(size); i++) {
        content.remove(element(i));
      }
      return content;
    }

    private void add(SortedMap<String, String> content, int item) {
      content.put(element(item), element(item));
    }
  };

  /** How many items each side of a merge has added, unseen by the other. */
  static final int OWN_ITEMS = 10;

  /** Item numbers above any base's size: added by the one who merges, and by the other. */
  static final int OUR_FIRST = 10_000_000;

  static final int THEIR_FIRST = 20_000_000;
  static final int NEW_FIRST = 30_000_000;

  abstract SortedMap<String, String> base(int size);

  abstract SortedMap<String, String> afterAdd(int size, int item);

  SortedMap<String, String> afterRemove(int size, int item) {
    SortedMap<String, String> content = base(size);
    content.remove(element(item));
    return content;
  }

  abstract SortedMap<String, String> merged(int size);

  /** Sets and maps: the other side of a merge has also removed some, never all. */
  int removedByThem(int size) {
    return this == SET ? Math.min(5, size / 2) : 0;
  }

  static String element(int item) {
    return "item-" + item;
  }

  /** A register's value: {@code size} characters that differ between items. */
  static String value(int item, int size) {
    String head = Integer.toString(item);
    return head.length() >= size ? head : head + "x".repeat(size - head.length());
  }

  static SortedMap<String, String> only(String value) {
    SortedMap<String, String> content = new TreeMap<>();
    content.put("value", value);
    return content;
  }
}
