/**
 * The run without a person: sells order files across a cut each, and judges from outside. {@link
 * org.rejoin.demo.run.Ledger} keeps what was sent and acknowledged, {@link
 * org.rejoin.demo.run.Verdict} compares it with what every node answers when asked.
 */
@NullMarked
package org.rejoin.demo.run;

import org.jspecify.annotations.NullMarked;
