/** The shop: five real nodes, a cut and a heal, on a page and without one. */
@NullMarked
package org.rejoin.demo;

import org.jspecify.annotations.NullMarked;
