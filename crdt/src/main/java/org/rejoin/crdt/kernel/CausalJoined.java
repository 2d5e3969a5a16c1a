package org.rejoin.crdt.kernel;

/** Result of a join: the new state, and what of the other side was new; bottom if nothing was. */
public record CausalJoined<D extends DotStore>(Causal<D> state, Causal<D> novelty) {}
