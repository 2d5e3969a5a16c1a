package org.rejoin.cluster;

/**
 * One key as a replica holds it.
 *
 * @param version keyed hash of its state: two nodes of a cluster hold the same state exactly when
 *     it is equal
 * @param deleted whether only the memory of its delete is left
 */
public record KeyInfo(String keyspace, String id, long version, boolean deleted) {}
