/**
 * Finding and repairing divergence: fingerprints, the Merkle tree, range exchange and delta
 * buffers.
 */
@NullMarked
package org.rejoin.antientropy;

import org.jspecify.annotations.NullMarked;
