package org.rejoin.cluster.engine;

/**
 * Another member of the cluster, as the driver's membership sees it.
 *
 * @param reachable what the failure detector says; only a hint about whom to wait for
 * @param counts whether it counts for levels (Pekko: Up or Leaving)
 */
public record Member(Endpoint endpoint, boolean reachable, boolean counts) {}
