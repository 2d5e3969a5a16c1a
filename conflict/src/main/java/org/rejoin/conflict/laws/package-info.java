/** The laws of resolvers, as a library without a test framework, for those who write their own. */
@NullMarked
package org.rejoin.conflict.laws;

import org.jspecify.annotations.NullMarked;
