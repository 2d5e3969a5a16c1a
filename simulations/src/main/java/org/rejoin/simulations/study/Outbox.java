package org.rejoin.simulations.study;

/** Where a node puts what it sends. */
interface Outbox {
  /** Sends {@code message} to a neighbour. */
  void send(int to, Message message);
}
