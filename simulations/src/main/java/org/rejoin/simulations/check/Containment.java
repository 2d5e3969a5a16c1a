package org.rejoin.simulations.check;

import java.util.List;
import java.util.zip.CRC32C;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.simulations.world.Incarnation;

/**
 * I18, its part about frames: one whose checksum is wrong is counted as rejected, and of one that
 * is rejected, for that or another reason, nothing is joined.
 */
final class Containment implements Checker {
  private static final int VERSION_AND_TYPE = 2;
  private static final int HEADER = 6;
  private final Violations violations;

  Containment(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void onStep(Incarnation node, int machine, Input input, List<Effect> effects) {
    if (!(input instanceof Input.Frame frame)) {
      return;
    }
    boolean isRejected = false;
    boolean isJoined = false;
    for (Effect effect : effects) {
      isRejected |= isRejection(effect);
      isJoined |= isJoin(effect);
    }
    if (!isRejected && !isSound(frame.bytes())) {
      violations.about(null, node, Violations.NO_OP);
      violations.add("I18", node + " took a damaged frame of " + frame.from());
    }
    if (isRejected && isJoined) {
      violations.about(null, node, Violations.NO_OP);
      violations.add("I18", node + " joined something of a frame that it rejected");
    }
  }

  private static boolean isRejection(Effect effect) {
    return effect instanceof Effect.Trace trace
        && trace.event() instanceof TraceEvent.FrameRejected;
  }

  private static boolean isJoin(Effect effect) {
    return effect instanceof Effect.Trace trace && trace.event() instanceof TraceEvent.Joined;
  }

  /** Whether the checksum over all but itself is right. */
  private static boolean isSound(byte[] frame) {
    if (frame.length < HEADER) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(frame, HEADER, frame.length - HEADER);
    crc.update(frame, 0, VERSION_AND_TYPE);
    int found = 0;
    for (int i = VERSION_AND_TYPE; i < HEADER; i++) {
      found = found << 8 | (frame[i] & 0xFF);
    }
    return found == (int) crc.getValue();
  }
}
