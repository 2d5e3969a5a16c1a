/** The replicated store as an application sees it: keyspaces, handles, levels and results. */
@NullMarked
package org.rejoin.cluster;

import org.jspecify.annotations.NullMarked;
