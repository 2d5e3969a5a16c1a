package org.rejoin.cluster.engine;

import java.util.List;

/**
 * A deterministic state machine: the same inputs at the same moments give the same effects. It
 * reads no clock, starts no thread, does no I/O. Not thread-safe: one step at a time.
 *
 * <p>A driver keeps these duties: it gives inputs one at a time; carries out effects in order;
 * gives {@link Input.Wake} at or after the moment of the machine's latest {@link Effect.WakeAt};
 * hands each {@link Effect.Tell} to the machine it names on this node, in order per pair of
 * machines; may lose, repeat and reorder frames, but never alters them on purpose; steps a machine
 * that threw no more, and tells the coordinator so with {@link Note.GroupFailed}.
 *
 * <p>With durable keyspaces: it opens the store with {@link Replica#header} before the first step,
 * gives each group its {@link Input.Load}s before anything but {@link Input.Open}, commits each
 * {@link Effect.Persist} and carries out each {@link Effect.ReadBack}, and says how that ended.
 */
public interface Machine {
  /** Index of the coordinator; group {@code g} is machine {@code g + 1}. */
  int COORDINATOR = 0;

  /** Takes one input. Bad data of peers never throws; an exception is a bug of ours. */
  List<Effect> step(Input input, Moment now);
}
