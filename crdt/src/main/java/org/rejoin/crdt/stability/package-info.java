/**
 * Stability: what all replicas of a store agree to forget, as pure state machines without I/O. A
 * {@link org.rejoin.crdt.stability.CutProposer} and a {@link org.rejoin.crdt.stability.CutMember}
 * decide on a {@link org.rejoin.crdt.stability.Cut}; a {@link org.rejoin.crdt.Settlement} tells one
 * object what it may forget at it. The protocol is section 9 of {@code docs/protocol.md}.
 */
@NullMarked
package org.rejoin.crdt.stability;

import org.jspecify.annotations.NullMarked;
