package org.rejoin.simulations.world;

import org.rejoin.cluster.engine.Effect;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.workload.Catalog;

/** What a process runs on. */
interface Host {
  Timeline timeline();

  Draws draws();

  EventHash hash();

  Observer observer();

  Catalog catalog();

  Sessions sessions();

  /** Sends a frame; the sender is stopped until the time that is returned. */
  long transmit(Running from, Effect.Send send, long frameHash);
}
