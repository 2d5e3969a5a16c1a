package org.rejoin.simulations.world;

import java.util.Optional;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;

/**
 * A frame under way.
 *
 * @param number of the frame in this run
 * @param to index of the node where it arrives, whoever runs there then
 * @param knowledge of the sender when it made the frame
 */
record Passage(Nodes nodes, long number, int to, Incarnation from, Effect.Send send, long knowledge)
    implements Network.Arrival {
  @Override
  public void deliver(byte[] frame) {
    Optional<Running> process = nodes.running(to);
    if (process.isEmpty()) {
      lost("down");
      return;
    }
    nodes.observer().arrived(number, frame != send.frame());
    Input.Frame input = new Input.Frame(from.endpoint(), frame);
    if (!process.get().frame(send.machine(), input, knowledge)) {
      lost("inbox");
    }
  }

  @Override
  public void lost(String why) {
    nodes.observer().lost(number, why);
  }
}
