/** Anti-entropy measured operation by operation. */
@NullMarked
package org.rejoin.benchmarks.antientropy;

import org.jspecify.annotations.NullMarked;
