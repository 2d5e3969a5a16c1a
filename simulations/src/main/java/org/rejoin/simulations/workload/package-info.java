/** Operations of a plan as inputs of the engine, one family a data type. */
@NullMarked
package org.rejoin.simulations.workload;

import org.jspecify.annotations.NullMarked;
