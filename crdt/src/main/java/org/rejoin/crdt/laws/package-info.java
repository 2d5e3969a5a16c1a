/**
 * The laws every data type has to meet, as a library without a test framework: for this project's
 * own tests and for data types written elsewhere. Everything is seeded and repeatable.
 */
@NullMarked
package org.rejoin.crdt.laws;

import org.jspecify.annotations.NullMarked;
