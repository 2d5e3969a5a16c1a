/** The replica as a deterministic state machine: inputs and the time go in, effects come out. */
@NullMarked
package org.rejoin.cluster.engine;

import org.jspecify.annotations.NullMarked;
