/** The {@code bench collections} command: persistent maps, ours beside libraries'. */
@NullMarked
package org.rejoin.benchmarks.collections;

import org.jspecify.annotations.NullMarked;
