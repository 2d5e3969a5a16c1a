package org.rejoin.simulations.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.kernel.CausalSummary;
import org.rejoin.simulations.world.Plant;

/** Takes a token for covered when as many writes are here as it counts, whichever they are. */
public final class TokenBySum implements Plant {
  @Override
  public String name() {
    return "token-by-sum";
  }

  @Override
  public String story() {
    return "compares a session's token by the sum of its counters, not one by one";
  }

  @Override
  public String caughtBy() {
    return "I10";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Summing(machine);
  }

  private static final class Summing implements Machine {
    private final Machine machine;
    private final Map<KeyRef, Held> held = new HashMap<>();

    private record Held(Crdt<?> state, long epoch) {}

    Summing(Machine machine) {
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      List<Effect> effects = machine.step(lenient(input), now);
      for (Effect effect : effects) {
        if (effect instanceof Effect.Trace trace) {
          remember(trace.event());
        }
      }
      return effects;
    }

    private void remember(TraceEvent event) {
      if (event instanceof TraceEvent.Updated updated) {
        held.put(updated.key(), new Held(updated.state(), updated.epoch()));
      } else if (event instanceof TraceEvent.Joined joined) {
        held.put(joined.key(), new Held(joined.state(), joined.epoch()));
      } else if (event instanceof TraceEvent.Deleted deleted) {
        held.put(deleted.key(), new Held(deleted.state(), deleted.epoch()));
      } else if (event instanceof TraceEvent.Loaded loaded) {
        held.put(loaded.key(), new Held(loaded.state(), loaded.epoch()));
      }
    }

    private Input lenient(Input input) {
      if (input instanceof Input.Fetch<?, ?> fetch
          && isEnough(fetch.read().after(), fetch.key(), fetch.spec().type())) {
        return fetched(fetch);
      }
      return input instanceof Input.Update<?, ?> update
              && isEnough(update.write().after(), update.key(), update.spec().type())
          ? updated(update)
          : input;
    }

    private static <S extends Editable<S, E>, E> Input fetched(Input.Fetch<S, E> fetch) {
      Read read = new Read(fetch.read().level(), fetch.read().timeout());
      return new Input.Fetch<>(fetch.op(), fetch.spec(), fetch.key(), read);
    }

    private static <S extends Editable<S, E>, E> Input updated(Input.Update<S, E> update) {
      Write write = new Write(update.write().level(), update.write().timeout());
      return new Input.Update<>(update.op(), update.spec(), update.key(), update.change(), write);
    }

    private boolean isEnough(Optional<KeyToken> token, KeyRef key, CrdtType<?> type) {
      Held here = held.get(key);
      return token.isPresent()
          && here != null
          && here.epoch == token.get().epoch()
          && token.get().summary().length > 0
          && sum(here.state.summary())
              >= sum(type.readSummary(new CanonicalIn(token.get().summary())));
    }

    private static long sum(Summary summary) {
      return summary instanceof CausalSummary causal ? causal.context().size() : 0;
    }
  }
}
