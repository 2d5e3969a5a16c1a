package org.rejoin.simulations.plant;

import java.util.zip.CRC32C;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.world.Plant;

/** Takes frames as they come. */
public final class NoChecksum implements Plant {
  private static final int CRC_AT = 2;
  private static final int BODY_AT = 6;

  @Override
  public String name() {
    return "no-checksum";
  }

  @Override
  public String story() {
    return "takes every frame that can be read, whatever its checksum says";
  }

  @Override
  public String caughtBy() {
    return "I18";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) ->
        machine.step(
            input instanceof Input.Frame frame && frame.bytes().length > BODY_AT
                ? new Input.Frame(frame.from(), sealed(frame.bytes().clone()))
                : input,
            now);
  }

  private static byte[] sealed(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, BODY_AT, frame.length - BODY_AT);
    crc.update(frame, 0, CRC_AT);
    for (int i = CRC_AT; i < BODY_AT; i++) {
      frame[i] = (byte) (crc.getValue() >>> (8 * (BODY_AT - 1 - i)));
    }
    return frame;
  }
}
