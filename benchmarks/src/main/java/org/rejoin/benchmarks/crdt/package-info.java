/** The {@code bench crdt} command: the data types, beside Pekko's, operation by operation. */
@NullMarked
package org.rejoin.benchmarks.crdt;

import org.jspecify.annotations.NullMarked;
