/**
 * A world in which members agree on what may be forgotten: the real state machines of {@code
 * org.rejoin.crdt.stability} over real states of several keys. Run as scenario {@code forgetting}.
 */
@NullMarked
package org.rejoin.simulations.cuts;

import org.jspecify.annotations.NullMarked;
