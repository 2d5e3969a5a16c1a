/** Campaigns: random scenarios by the thousand, what they reached, and hunts for planted bugs. */
@NullMarked
package org.rejoin.simulations.swarm;

import org.jspecify.annotations.NullMarked;
