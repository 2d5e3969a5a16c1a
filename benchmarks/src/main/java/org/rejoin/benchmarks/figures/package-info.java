/** The {@code bench figures} command: what the other commands printed, as a page. */
@NullMarked
package org.rejoin.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
