package org.rejoin.demo.page;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.FrameEvent;
import org.rejoin.demo.ShopCluster;
import org.rejoin.demo.page.PageSource.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the frames that arrive at any node; and those that a node sends into a cut or to a dead
 * node, as lost. Thread-safe.
 */
final class FrameTap {
  private static final Logger LOG = LoggerFactory.getLogger(FrameTap.class);

  private final ShopCluster cluster;
  private final BiPredicate<String, String> reachable;
  private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();

  FrameTap(ShopCluster cluster, BiPredicate<String, String> reachable) {
    this.cluster = cluster;
    this.reachable = reachable;
    cluster.live().forEach(this::attach);
  }

  void listen(Consumer<Message> listener) {
    listeners.add(listener);
  }

  /** Taps a node that has just started; the tap ends with it. */
  void attach(String node) {
    try {
      var unused = cluster.store(node).frames(frame -> report(node, frame));
    } catch (IllegalStateException stopped) {
      LOG.debug("{} stopped before its frames could be watched", node, stopped);
    }
  }

  private void report(String node, FrameEvent frame) {
    if (frame.node().isEmpty()) {
      return;
    }
    switch (frame.kind()) {
      case RECEIVED -> tell(new Message(frame.node(), node, kind(frame), frame.bytes(), false));
      case DROPPED -> tell(new Message(node, frame.node(), kind(frame), frame.bytes(), true));
      case SENT -> {
        if (!reachable.test(node, frame.node())) {
          tell(new Message(node, frame.node(), kind(frame), frame.bytes(), true));
        }
      }
    }
  }

  private void tell(Message message) {
    listeners.forEach(listener -> listener.accept(message));
  }

  private static Message.Kind kind(FrameEvent frame) {
    if (frame.traffic() == Traffic.DELTA) {
      return Message.Kind.DELTA;
    }
    return frame.traffic() == Traffic.REPAIR ? Message.Kind.REPAIR : Message.Kind.CONTROL;
  }
}
