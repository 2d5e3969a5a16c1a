/** Measurements of Rejoin's types and stores beside their peers. */
@NullMarked
package org.rejoin.benchmarks;

import org.jspecify.annotations.NullMarked;
