package org.rejoin.crdt.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class CrdtCanary {
  org.rejoin.cluster.canary.ClusterCanary upwards;
  org.apache.pekko.actor.ActorSystem system;
  com.esotericsoftware.kryo.Kryo kryo;
}
