package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Member;
import org.rejoin.simulations.world.Plant;

/** Takes who cannot be reached for no member. */
public final class NearOnly implements Plant {
  @Override
  public String name() {
    return "near-only";
  }

  @Override
  public String story() {
    return "calls stable what all members hold that can be reached, and forgets the others";
  }

  @Override
  public String caughtBy() {
    return "I21";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(near(input), now);
  }

  private static Input near(Input input) {
    return input instanceof Input.Members members
        ? new Input.Members(members.others().stream().filter(Member::reachable).toList())
        : input;
  }
}
