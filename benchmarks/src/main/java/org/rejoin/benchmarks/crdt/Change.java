package org.rejoin.benchmarks.crdt;

/** What an edit gives: the new state, and what another replica joins. */
record Change<S, D>(S state, D delta) {}
