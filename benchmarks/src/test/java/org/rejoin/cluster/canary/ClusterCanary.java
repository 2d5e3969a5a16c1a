package org.rejoin.cluster.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class ClusterCanary {
  org.rejoin.simulations.canary.SimulationsCanary upwards;
  org.rocksdb.RocksDbCanary store;
}
