package org.rejoin.crdt;

/**
 * Result of an edit: {@code state} equals the old state joined with {@code delta}. An edit that
 * changed nothing has the old state and a bottom delta.
 */
public record Edited<S extends Crdt<S>>(S state, S delta) {}
