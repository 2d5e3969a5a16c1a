/**
 * Values that conflict: sibling registers, and the resolvers that settle what concurrency left
 * open.
 */
@NullMarked
package org.rejoin.conflict;

import org.jspecify.annotations.NullMarked;
