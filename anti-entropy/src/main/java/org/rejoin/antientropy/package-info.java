/**
 * Anti-entropy as pure data structures: what two replicas hold, compared with few bytes, and what
 * one still owes the other.
 *
 * <p>{@link org.rejoin.antientropy.MerkleTree} sums the items of a group; {@link
 * org.rejoin.antientropy.RangeWalk} and {@link org.rejoin.antientropy.RangeResponder} find where
 * two trees differ; {@link org.rejoin.antientropy.DeltaBuffer} and {@link
 * org.rejoin.antientropy.DeltaInbox} carry deltas over a link that loses, repeats and reorders;
 * {@link org.rejoin.antientropy.DeltaRelay} passes them on where not all are linked; {@link
 * org.rejoin.antientropy.Frontier} tells how far an origin's updates have come.
 *
 * <p>The embedder's duties: (1) update the tree in the step that changes the state; (2) take a
 * fresh nonce for each walk; (3) give an answer only to the walk that asked; (4) join deltas before
 * {@code advance} and acknowledge only after it; (5) drop the claim when the neighbour begins a new
 * incarnation; (6) run anti-entropy with a neighbour whose claim was dropped; (7) rebuild the tree
 * when fingerprints keep differing and walks find nothing. Nothing here reads a clock, draws a
 * random number or does I/O.
 */
@NullMarked
package org.rejoin.antientropy;

import org.jspecify.annotations.NullMarked;
