/**
 * Names the items in which two replicas differ, with bytes that depend on the number of those items
 * and not on how many are held: rateless invertible Bloom lookup tables (Yang, Gilad, Alizadeh,
 * "Practical Rateless Set Reconciliation", SIGCOMM 2024).
 *
 * <p>{@link org.rejoin.antientropy.sketch.Sketch} codes items into symbols; {@link
 * org.rejoin.antientropy.sketch.ResidentSketch} keeps the symbols of a group up to date off the
 * path of its writes; {@link org.rejoin.antientropy.sketch.Symbols} is a run of them as it is
 * copied, combined and sent; {@link org.rejoin.antientropy.sketch.Peeling} reads the difference out
 * of two runs; {@link org.rejoin.antientropy.sketch.Sizing} says how many symbols to ask for.
 *
 * <p>The embedder's duties: (1) tell the resident sketch of each change of its items, in the step
 * that makes it; (2) give it time now and then; (3) take the runs of all groups, their sums and
 * counts in one step; (4) believe nothing that is decoded but by an {@link
 * org.rejoin.antientropy.sketch.Acceptance} that asks the index and the peer's fingerprint; (5)
 * compare ranges where decoding fails. Nothing here reads a clock, draws a random number or does
 * I/O.
 */
@NullMarked
package org.rejoin.antientropy.sketch;

import org.jspecify.annotations.NullMarked;
