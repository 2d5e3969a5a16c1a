/** The sim command. */
@NullMarked
package org.rejoin.simulations.cli;

import org.jspecify.annotations.NullMarked;
