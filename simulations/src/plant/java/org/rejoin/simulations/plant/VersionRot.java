package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.simulations.world.Plant;

/** Keeps a wrong version hash now and then, on one node; asked again, it is right. */
public final class VersionRot implements Plant {
  private static final class Rotten implements HashSuite {
    private final HashSuite suite;
    private int hashed;

    Rotten(HashSuite suite) {
      this.suite = suite;
    }

    @Override
    public String name() {
      return suite.name();
    }

    @Override
    public Digest128 hash128(HashDomain domain, byte[] input) {
      return suite.hash128(domain, input);
    }

    @Override
    public long hash64(HashDomain domain, byte[] input) {
      long hash = suite.hash64(domain, input);
      return domain == HashDomain.VERSION && ++hashed % 16 == 0 ? ~hash : hash;
    }
  }

  @Override
  public String name() {
    return "version-rot";
  }

  @Override
  public String story() {
    return "one node keeps a wrong version hash of every sixteenth state; its data is right";
  }

  @Override
  public String caughtBy() {
    return "I1";
  }

  @Override
  public EngineConfig config(EngineConfig config, int start) {
    if (!config.node().equals(config.replicaSet().get(0))) {
      return config;
    }
    return new EngineConfig(
        config.node(),
        config.replica(),
        config.store(),
        new Rotten(config.suite()),
        config.groups(),
        config.replicaSet(),
        config.intervals(),
        config.limits(),
        config.checks());
  }
}
