package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.simulations.world.Plant;

/** Hashes the version of a key differently each time. */
public final class OrderHash implements Plant {
  private static final class Ordered implements HashSuite {
    private final HashSuite suite;
    private long hashed;

    Ordered(HashSuite suite) {
      this.suite = suite;
    }

    @Override
    public String name() {
      return suite.name();
    }

    @Override
    public Digest128 hash128(HashDomain domain, byte[] input) {
      Digest128 hash = suite.hash128(domain, input);
      return domain == HashDomain.VERSION ? hash.plus(new Digest128(++hashed, 0)) : hash;
    }
  }

  @Override
  public String name() {
    return "order-hash";
  }

  @Override
  public String story() {
    return "lets the hash of a key's state depend on what was hashed before";
  }

  @Override
  public String caughtBy() {
    return "I14";
  }

  @Override
  public EngineConfig config(EngineConfig config, int start) {
    return new EngineConfig(
        config.node(),
        config.replica(),
        config.store(),
        new Ordered(config.suite()),
        config.groups(),
        config.replicaSet(),
        config.intervals(),
        config.limits());
  }
}
