/** Where order lines come from: files, or a seeded generator over a built-in catalogue. */
@NullMarked
package org.rejoin.demo.orders;

import org.jspecify.annotations.NullMarked;
