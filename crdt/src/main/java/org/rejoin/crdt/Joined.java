package org.rejoin.crdt;

/**
 * Result of a join: the new state, and the part of the other side that was new here. Nothing was
 * new exactly when {@code novelty} is bottom; then {@code state} is the old state.
 */
public record Joined<S extends Crdt<S>>(S state, S novelty) {}
