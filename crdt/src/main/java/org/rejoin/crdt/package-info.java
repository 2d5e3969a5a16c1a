/** Convergent replicated data types: immutable states, deltas of the same type, and one join. */
@NullMarked
package org.rejoin.crdt;

import org.jspecify.annotations.NullMarked;
