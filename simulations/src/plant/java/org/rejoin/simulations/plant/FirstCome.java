package org.rejoin.simulations.plant;

import java.util.function.Consumer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.crdt.MaxRegister;
import org.rejoin.crdt.MaxRegister.Editor;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.simulations.world.Plant;

/** Has no order of the values of a register: whichever is at hand is the higher one. */
public final class FirstCome implements Plant {
  @Override
  public String name() {
    return "first-come";
  }

  @Override
  public String story() {
    return "takes the number at hand for the higher one, so that joins of registers depend on the sides";
  }

  @Override
  public String caughtBy() {
    return "I9";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(altered(input), now);
  }

  @SuppressWarnings("unchecked") // registers of the simulator hold numbers
  private static Input altered(Input input) {
    if (input instanceof Input.Open open && isHighest(open.spec())) {
      return new Input.Open(careless(open.spec()));
    }
    if (input instanceof Input.Update<?, ?> update && isHighest(update.spec())) {
      Consumer<Editor<Long>> change = (Consumer<Editor<Long>>) update.change();
      return new Input.Update<>(
          update.op(), careless(update.spec()), update.key(), change, update.write());
    }
    if (input instanceof Input.Delete<?, ?> delete && isHighest(delete.spec())) {
      return new Input.Delete<>(delete.op(), careless(delete.spec()), delete.key(), delete.write());
    }
    if (input instanceof Input.Fetch<?, ?> fetch && isHighest(fetch.spec())) {
      return new Input.Fetch<>(fetch.op(), careless(fetch.spec()), fetch.key(), fetch.read());
    }
    return input;
  }

  private static boolean isHighest(KeyspaceSpec<?, ?> spec) {
    return spec.type().tag().startsWith("maxregister");
  }

  private static KeyspaceSpec<MaxRegister<Long>, Editor<Long>> careless(KeyspaceSpec<?, ?> spec) {
    KeyspaceSpec<MaxRegister<Long>, Editor<Long>> careless =
        Keyspaces.of(spec.name(), MaxRegister.type(Codecs.int64(), "careless", FirstCome::compare));
    return spec.isDurable() ? careless.durable() : careless;
  }

  private static int compare(long one, long other) {
    return one == other ? 0 : 1;
  }
}
