/** Makes plans that break something smaller, while they break the same. */
@NullMarked
package org.rejoin.simulations.shrink;

import org.jspecify.annotations.NullMarked;
