package org.rejoin.simulations.world;

import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.crdt.ReplicaId;

/**
 * One start of one node.
 *
 * @param node index of the node
 * @param name the node's id
 * @param number how often it has started, from 1
 */
public record Incarnation(int node, String name, int number, Endpoint endpoint, ReplicaId replica) {
  @Override
  public String toString() {
    return number == 1 ? name : name + "'" + number;
  }
}
