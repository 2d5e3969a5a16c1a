package org.rejoin.conflict;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A list that may be read so many times, and that throws then. Not thread-safe. */
final class ReadBudget<T> extends AbstractList<T> implements RandomAccess {
  private final List<T> list;
  private final int limit;
  private int reads;

  ReadBudget(List<T> list, int limit) {
    this.list = list;
    this.limit = limit;
  }

  @Override
  public T get(int index) {
    if (++reads > limit) {
      throw new IllegalStateException(
          "a resolver read its " + list.size() + " siblings more than " + limit + " times");
    }
    return list.get(index);
  }

  @Override
  public int size() {
    return list.size();
  }
}
