/** The page on which people watch the shop, cut it and heal it. */
@NullMarked
package org.rejoin.demo.page;

import org.jspecify.annotations.NullMarked;
