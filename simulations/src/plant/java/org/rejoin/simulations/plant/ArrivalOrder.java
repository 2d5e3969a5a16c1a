package org.rejoin.simulations.plant;

import java.util.List;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.simulations.world.Plant;

/** Stamps writes to registers anew when they arrive: the last to arrive wins, not the last made. */
public final class ArrivalOrder implements Plant {
  private static final int REGISTER = Entry.typeOf("lwwregister/1<utf8>");
  private static final long HOUR_MILLIS = 3_600_000;

  /** Of a time of this century in milliseconds. */
  private static final int VARINT_BYTES = 6;

  @Override
  public String name() {
    return "arrival-order";
  }

  @Override
  public String story() {
    return "breaks ties between concurrent writes by the order of arrival";
  }

  @Override
  public String caughtBy() {
    return "I1";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(altered(input, now.wallMillis()), now);
  }

  private static Input altered(Input input, long wallMillis) {
    Frame frame = Frames.read(input);
    if (input instanceof Input.Frame arrived
        && frame != null
        && frame.message() instanceof Deltas deltas) {
      List<Entry> entries =
          deltas.entries().stream().map(entry -> restamped(entry, wallMillis)).toList();
      Deltas late = deltas.with(entries);
      Frame changed = new Frame(frame.machine(), frame.between(), late);
      return new Input.Frame(arrived.from(), changed.encode());
    }
    return input;
  }

  private static Entry restamped(Entry entry, long wallMillis) {
    if (entry.type() != REGISTER) {
      return entry;
    }
    byte[] state = entry.state().clone();
    for (int i = 0; i + VARINT_BYTES <= state.length; i++) {
      long head = varint(state, i);
      if (Math.abs((head >>> 1) - wallMillis) < HOUR_MILLIS) {
        long late = wallMillis << 1 | (head & 1);
        for (int n = 0; n < VARINT_BYTES; n++) {
          int more = n < VARINT_BYTES - 1 ? 0x80 : 0;
          state[i + n] = (byte) (((late >>> (7 * n)) & 0x7F) | more);
        }
      }
    }
    return new Entry(
        entry.keyspace(), entry.type(), entry.id(), entry.number(), entry.epoch(), state);
  }

  /** The number in the bytes from {@code from}, if it is a varint of this length; else 0. */
  private static long varint(byte[] bytes, int from) {
    long value = 0;
    for (int n = 0; n < VARINT_BYTES; n++) {
      boolean more = bytes[from + n] < 0;
      if (more != n < VARINT_BYTES - 1) {
        return 0;
      }
      value |= (bytes[from + n] & 0x7FL) << (7 * n);
    }
    return value;
  }
}
