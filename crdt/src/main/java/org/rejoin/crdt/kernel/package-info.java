/**
 * The causal kernel under every type that forgets by observation: one causal context at the root of
 * an object, and nested dot stores that share it.
 *
 * <p>Each dot is, in any state, one of: unknown (not in the context), alive (in the store, with its
 * leaf), dead (in the context only). These form a chain, unknown below alive below dead, and the
 * join takes the higher for each dot by itself. So every law of a semilattice holds dot by dot, a
 * delta is just a state with few dots, and joins are harmless in any order and repetition. Two
 * different leaves under one dot are corruption; the larger leaf is the higher, so that replicas
 * agree even then.
 *
 * <p>Not an API for applications: only the data types and the module of sibling registers use it.
 *
 * <p>Papers: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018,
 * sections 6 and 7; Almeida et al., <i>Dotted version vectors</i>, DAIS 2014.
 */
@NullMarked
package org.rejoin.crdt.kernel;

import org.jspecify.annotations.NullMarked;
