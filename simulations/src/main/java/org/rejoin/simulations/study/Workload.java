package org.rejoin.simulations.study;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/** What the nodes of the experiment write. */
public enum Workload {
  /** A grow-only set; an event adds an element that nobody else adds. */
  GSET(0),
  /** A counter; an event increments it. */
  GCOUNTER(0),
  /** A map of last writers with 1000 keys, of which each event sets about 10 %. */
  GMAP10(10),
  /** The same with 30 %. */
  GMAP30(30),
  /** The same with 60 %. */
  GMAP60(60),
  /** The same with all. */
  GMAP100(100);

  /** Events of each node. */
  static final int EVENTS = 100;

  private static final int KEYS = 1000;
  private static final int KEYS_A_NODE = KEYS / Overlay.NODES + 1;

  private final int percent;

  Workload(int percent) {
    this.percent = percent;
  }

  /** As an experiment takes them; a node's own events do not depend on what it holds. */
  Events events() {
    return (draws, at, node, event, nanos) -> event(draws, node, event, nanos);
  }

  /**
   * The delta of one event.
   *
   * @param event from 1
   */
  Entries event(Draws draws, int node, int event, long nanos) {
    return switch (this) {
      case GSET -> Entries.of(new int[] {node * EVENTS + event}, 1);
      case GCOUNTER -> Entries.of(new int[] {node}, event);
      case GMAP10, GMAP30, GMAP60, GMAP100 -> Entries.of(ownKeys(draws, node, event), nanos);
    };
  }

  /** Some of the keys of this node, drawn without putting back. */
  private int[] ownKeys(Draws draws, int node, int event) {
    int from = node * KEYS_A_NODE + 1;
    int[] keys = IntStream.rangeClosed(from, Math.min(from + KEYS_A_NODE - 1, KEYS)).toArray();
    int taken = Math.min(keys.length, percent * KEYS_A_NODE / 100 + 1);
    long entity = Draws.entity(node, event);
    for (int i = 0; i < taken; i++) {
      int other = i + draws.below(keys.length - i, Stream.WORKLOAD, entity, i);
      int key = keys[other];
      keys[other] = keys[i];
      keys[i] = key;
    }
    return Arrays.copyOf(keys, taken);
  }
}
