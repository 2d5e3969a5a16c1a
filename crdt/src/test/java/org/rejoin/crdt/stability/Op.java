package org.rejoin.crdt.stability;

/**
 * One user operation that was acknowledged, as the model remembers it for judging.
 *
 * @param kind what it was
 * @param by the id that made it
 * @param number of its id's operations, from 1
 * @param saw the operations that it replaced, as bits
 * @param user the operation that the user made: another one's if this is a replay of it
 * @param epoch absolute delete epoch it belongs to
 */
record Op(Kind kind, int by, int number, int saw, int user, int epoch) {
  enum Kind {
    ADD,
    REMOVE,
    DELETE,
    INCREMENT
  }

  long code() {
    return ((((kind.ordinal() * 8L + by) * 16 + number) * 4096 + saw) * 16 + user) * 8 + epoch;
  }
}
