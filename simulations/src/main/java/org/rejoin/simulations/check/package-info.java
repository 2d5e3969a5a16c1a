/** What judges a run, from outside: an oracle, one checker an invariant, the verdict. */
@NullMarked
package org.rejoin.simulations.check;

import org.jspecify.annotations.NullMarked;
