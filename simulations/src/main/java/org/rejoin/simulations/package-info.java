/** Network-partition simulations in virtual time: plans, faults, checkers and reports. */
@NullMarked
package org.rejoin.simulations;

import org.jspecify.annotations.NullMarked;
