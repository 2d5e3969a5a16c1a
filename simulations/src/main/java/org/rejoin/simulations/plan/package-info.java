/** What a run is: scenarios, the generator, and plans, which are all that a run needs. */
@NullMarked
package org.rejoin.simulations.plan;

import org.jspecify.annotations.NullMarked;
