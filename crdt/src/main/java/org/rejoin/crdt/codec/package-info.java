/**
 * Canonical bytes: equal states write equal bytes, and hostile bytes are refused before they cost
 * anything.
 */
@NullMarked
package org.rejoin.crdt.codec;

import org.jspecify.annotations.NullMarked;
