/** Faults that the verdict of a run has to find. Loaded by name, never packaged. */
@NullMarked
package org.rejoin.demo.plant;

import org.jspecify.annotations.NullMarked;
