package org.rejoin.simulations.study;

import java.util.List;

/**
 * Sends all it holds to all neighbours each interval.
 *
 * <p>Paper: Shapiro et al., <i>Conflict-free Replicated Data Types</i>, SSS 2011.
 */
final class StateReplica implements Replica {
  private final List<Integer> neighbours;
  private Entries state = Entries.NONE;

  StateReplica(List<Integer> neighbours) {
    this.neighbours = neighbours;
  }

  private record State(Entries entries) implements Message {
    @Override
    public long payloadUnits() {
      return entries.size();
    }

    @Override
    public long metadataUnits() {
      return 0;
    }
  }

  @Override
  public Entries state() {
    return state;
  }

  @Override
  public void update(Entries delta) {
    state = state.join(delta);
  }

  @Override
  public void tick(Outbox out) {
    neighbours.forEach(to -> out.send(to, new State(state)));
  }

  @Override
  public void receive(int from, Message message, Outbox out) {
    if (message instanceof State all) {
      state = state.join(all.entries);
    }
  }
}
