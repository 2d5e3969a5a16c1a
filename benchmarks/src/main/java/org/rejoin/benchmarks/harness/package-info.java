/** What every kind of measurement shares: workloads, turns, JVMs of their own, samples. */
@NullMarked
package org.rejoin.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
