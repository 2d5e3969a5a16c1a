package org.rejoin.crdt.laws;

/**
 * Makes one edit of a test history.
 *
 * @param <S> the data type
 * @param <E> its editor
 */
@FunctionalInterface
public interface RandomEdit<S, E> {
  /**
   * Calls {@code editor}, usually once, at times more often or not at all. Must not throw and must
   * depend on its arguments only. Draw from few elements, so that edits meet.
   *
   * @param seen a state that some replica once had: what a client may have read before it came here
   */
  void apply(E editor, S seen, SeededRandom random);
}
