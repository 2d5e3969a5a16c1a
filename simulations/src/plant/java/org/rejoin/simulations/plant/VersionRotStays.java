package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.simulations.world.Plant;

/** Has wrong version hashes of some states, on one node, and always the same. */
public final class VersionRotStays implements Plant {
  private static final class Rotten implements HashSuite {
    private final HashSuite suite;

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
      return domain == HashDomain.VERSION && (hash & 3) == 0 ? ~hash : hash;
    }
  }

  @Override
  public String name() {
    return "version-rot-stays";
  }

  @Override
  public String story() {
    return "one node has a wrong version hash of every fourth state, whenever it is asked: no check of its own shows it";
  }

  @Override
  public String caughtBy() {
    return "I2";
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
