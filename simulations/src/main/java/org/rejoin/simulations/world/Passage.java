package org.rejoin.simulations.world;

import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;

/**
 * A frame under way.
 *
 * @param number of the frame in this run
 * @param knowledge of the sender when it made the frame
 */
record Passage(
    Observer observer, long number, Running to, Incarnation from, Effect.Send send, long knowledge)
    implements Network.Arrival {
  @Override
  public void deliver(byte[] frame) {
    observer.arrived(number, frame != send.frame());
    to.frame(send.machine(), new Input.Frame(from.endpoint(), frame), knowledge);
  }

  @Override
  public void lost(String why) {
    observer.lost(number, why);
  }
}
