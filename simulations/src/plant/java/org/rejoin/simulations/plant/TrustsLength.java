package org.rejoin.simulations.plant;

import java.nio.ByteBuffer;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.world.Plant;

/** Reads a frame that it cannot make sense of by the length that it finds in it. */
public final class TrustsLength implements Plant {
  private static final int LENGTH_AT = 8;
  private static final int LARGEST = 0xFFFFF;

  @Override
  public String name() {
    return "trusts-length";
  }

  @Override
  public String story() {
    return "copies as many bytes of a damaged frame as a length in it says";
  }

  @Override
  public String caughtBy() {
    return "I18";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> {
      if (input instanceof Input.Frame arrived
          && arrived.bytes().length >= LENGTH_AT + Integer.BYTES
          && Frames.read(input) == null) {
        int length = ByteBuffer.wrap(arrived.bytes()).getInt(LENGTH_AT) & LARGEST;
        System.arraycopy(arrived.bytes(), 0, new byte[length], 0, length);
      }
      return machine.step(input, now);
    };
  }
}
