package org.rejoin.simulations.plant;

import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Note;
import org.rejoin.cluster.engine.Progress;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.world.Plant;

/** Counts from 0 what is counted from 1. */
public final class OneMore implements Plant {
  @Override
  public String name() {
    return "one-more";
  }

  @Override
  public String story() {
    return "takes the proof that it holds so many updates for one of one more";
  }

  @Override
  public String caughtBy() {
    return "I21";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(more(input), now);
  }

  private static Input more(Input input) {
    if (input instanceof Input.Told told && told.note() instanceof Note.Proven proven) {
      Map<ReplicaId, Progress> frontiers = new TreeMap<>();
      proven
          .frontiers()
          .forEach((id, p) -> frontiers.put(id, new Progress(p.held() + 1, p.stable())));
      return new Input.Told(new Note.Proven(proven.peer(), frontiers));
    }
    return input;
  }
}
