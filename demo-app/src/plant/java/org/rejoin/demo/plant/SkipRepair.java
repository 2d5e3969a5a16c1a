package org.rejoin.demo.plant;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.rejoin.demo.run.Plant;

/** Turns anti-entropy off: what deltas do not bring across the heal stays missing. */
public final class SkipRepair implements Plant {
  @Override
  public String name() {
    return "skip-repair";
  }

  @Override
  public Config settings() {
    return ConfigFactory.parseString("rejoin.anti-entropy-interval = off");
  }
}
