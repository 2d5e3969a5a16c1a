/**
 * Executable specifications: what the value of each data type has to be, as obvious functions over
 * the list of edits that were seen. Apart from the data types: only ids and stamps are shared.
 */
@NullMarked
package org.rejoin.simulations.spec;

import org.jspecify.annotations.NullMarked;
