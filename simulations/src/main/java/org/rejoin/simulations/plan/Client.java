package org.rejoin.simulations.plan;

/** A client at a key: what its session there is known by, on whichever node it asks. */
public record Client(int session, String keyspace, String key) {}
