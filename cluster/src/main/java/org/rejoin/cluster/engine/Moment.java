package org.rejoin.cluster.engine;

/**
 * What a machine cannot know by itself, given to it with each input.
 *
 * @param nanos the node's monotonic clock; timers and deadlines follow it
 * @param wallMillis the node's wall clock; only stamps of writes use it
 * @param entropy 64 fresh random bits
 */
public record Moment(long nanos, long wallMillis, long entropy) {}
