package org.rejoin.crdt.kernel;

/** Result of an edit: the new state, and the delta that leads there; bottom if nothing changed. */
public record CausalEdited<D extends DotStore>(Causal<D> state, Causal<D> delta) {}
