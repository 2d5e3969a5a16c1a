/** Virtual time, the network and the driver of the production engine. */
@NullMarked
package org.rejoin.simulations.world;

import org.jspecify.annotations.NullMarked;
