/**
 * Planted bugs: each turns the verdict of some scenario red, and a test runs each. Found by the
 * service loader, compiled with the commands, never packaged.
 */
@NullMarked
package org.rejoin.simulations.plant;

import org.jspecify.annotations.NullMarked;
