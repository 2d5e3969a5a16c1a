/** Faults planted in benchmarks, to prove that the benchmarks' own checks find them. */
@NullMarked
package org.rejoin.benchmarks.plant;

import org.jspecify.annotations.NullMarked;
