/** Records runs, tells their stories, draws their pages. */
@NullMarked
package org.rejoin.simulations.report;

import org.jspecify.annotations.NullMarked;
