/**
 * The laws every data type has to meet, as a library without a test framework: for this project's
 * own tests and for data types written elsewhere. Everything is seeded and repeatable.
 *
 * <p>{@link org.rejoin.crdt.laws.Laws} checks random histories, {@link
 * org.rejoin.crdt.laws.Exhaustive} all small ones, both against a {@link org.rejoin.crdt.laws.Spec}
 * if one is given. The guide is {@code docs/guides/check-your-own.md}.
 */
@NullMarked
package org.rejoin.crdt.laws;

import org.jspecify.annotations.NullMarked;
