package org.rejoin.simulations.plant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.ORSet;
import org.rejoin.simulations.world.Plant;

/** Remembers how an element was added, and does it again when it is removed. */
public final class UndoneRemove implements Plant {
  @Override
  public String name() {
    return "undone-remove";
  }

  @Override
  public String story() {
    return "repeats an old add of an element after its removal, as a client's late retry would";
  }

  @Override
  public String caughtBy() {
    return "I4";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Retrying(machine);
  }

  private static final class Retrying implements Machine {
    private final Machine machine;
    private final Map<String, TreeSet<String>> elements = new HashMap<>();
    private final Map<String, Input.Update<?, ?>> adds = new HashMap<>();
    private long retries;

    Retrying(Machine machine) {
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      List<Effect> effects = new ArrayList<>(machine.step(input, now));
      for (Effect effect : List.copyOf(effects)) {
        if (effect instanceof Effect.Trace trace
            && trace.event() instanceof TraceEvent.Updated updated
            && updated.state() instanceof ORSet<?> set
            && input instanceof Input.Update<?, ?> update) {
          effects.addAll(changed(update, updated.key().toString(), set, now));
        }
      }
      return effects;
    }

    private List<Effect> changed(Input.Update<?, ?> update, String key, ORSet<?> set, Moment now) {
      TreeSet<String> present = new TreeSet<>();
      set.elements().forEach(element -> present.add(String.valueOf(element)));
      TreeSet<String> before = elements.getOrDefault(key, new TreeSet<>());
      elements.put(key, present);
      List<Effect> effects = new ArrayList<>();
      for (String element : present) {
        if (!before.contains(element)) {
          adds.put(key + "/" + element, update);
        }
      }
      for (String element : before) {
        Input.Update<?, ?> add = adds.get(key + "/" + element);
        if (!present.contains(element) && add != null) {
          effects.addAll(machine.step(again(add), now));
        }
      }
      effects.removeIf(effect -> effect instanceof Effect.Reply);
      return effects;
    }

    private <S extends Editable<S, E>, E> Input again(Input.Update<S, E> add) {
      return new Input.Update<>(--retries, add.spec(), add.key(), add.change(), Write.local());
    }
  }
}
