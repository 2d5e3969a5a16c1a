/**
 * A published experiment, run again: how much several ways of keeping replicas in step send, beside
 * the delta buffer of production.
 */
@NullMarked
package org.rejoin.simulations.study;

import org.jspecify.annotations.NullMarked;
