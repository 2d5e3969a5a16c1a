package org.rejoin.benchmarks.crdt;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.ddata.protobuf.ReplicatedDataSerializer;

/**
 * Pekko's own serializer of its data types. It needs an actor system, which is started once a
 * process, talks to nobody and does not keep the process alive.
 */
final class PekkoBytes {
  private static final PekkoBytes INSTANCE = new PekkoBytes();

  private final ReplicatedDataSerializer serializer;

  private PekkoBytes() {
    ActorSystem system =
        ActorSystem.create(
            "bench",
            ConfigFactory.parseString(
                    "pekko { daemonic = on, loglevel = OFF, stdout-loglevel = OFF,"
                        + " log-dead-letters = off, jvm-shutdown-hooks = off }")
                .withFallback(ConfigFactory.load()));
    serializer = new ReplicatedDataSerializer((ExtendedActorSystem) system);
  }

  static PekkoBytes instance() {
    return INSTANCE;
  }

  byte[] write(Object data) {
    return serializer.toBinary(data);
  }

  Object read(byte[] bytes, String manifest) {
    return serializer.fromBinary(bytes, manifest);
  }

  String manifest(Object data) {
    return serializer.manifest(data);
  }
}
