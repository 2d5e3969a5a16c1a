/**
 * Durable state: what a store keeps over restarts ({@link org.rejoin.cluster.store.StateStore}),
 * the bytes of a record, and the laws that any implementation has to pass.
 */
@NullMarked
package org.rejoin.cluster.store;

import org.jspecify.annotations.NullMarked;
