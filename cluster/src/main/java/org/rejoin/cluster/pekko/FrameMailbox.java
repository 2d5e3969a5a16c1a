package org.rejoin.cluster.pekko;

import com.typesafe.config.Config;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import scala.Option;

/**
 * Mailbox of a machine: first in, first out, and messages of other nodes only while they weigh less
 * than {@code rejoin.inbox} together. What finds it full is dropped and counted; its sender sends
 * it again. Calls of this node are bounded where they are made, notes between machines by the
 * engine.
 */
final class FrameMailbox implements MailboxType, ProducesMessageQueue<FrameMailbox.Queue> {
  private final long maxBytes;

  FrameMailbox(ActorSystem.Settings settings, Config unused) {
    this.maxBytes = settings.config().getBytes(StoreSettings.INBOX);
  }

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    return new Queue(maxBytes, StoreCounters.get(Adapter.toTyped(system.get())));
  }

  static final class Queue implements MessageQueue {
    /** What an entry weighs besides its bytes. */
    private static final long OVERHEAD_BYTES = 256L;

    private final ConcurrentLinkedQueue<Envelope> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong wireBytes = new AtomicLong();
    private final long maxBytes;
    private final StoreCounters counters;

    Queue(long maxBytes, StoreCounters counters) {
      this.maxBytes = maxBytes;
      this.counters = counters;
    }

    private static long weight(Envelope envelope) {
      if (envelope.message() instanceof WireFrame frame) {
        return OVERHEAD_BYTES + frame.bytes().length;
      }
      return envelope.message() instanceof WireMessage ? OVERHEAD_BYTES : 0;
    }

    @Override
    public void enqueue(ActorRef receiver, Envelope envelope) {
      long weight = weight(envelope);
      if (weight > 0 && wireBytes.addAndGet(weight) > maxBytes) {
        wireBytes.addAndGet(-weight);
        counters.add(Counter.FRAMES_DROPPED_AT_INBOX);
        return;
      }
      queue.add(envelope);
    }

    @Override
    public @Nullable Envelope dequeue() {
      Envelope envelope = queue.poll();
      if (envelope != null) {
        wireBytes.addAndGet(-weight(envelope));
      }
      return envelope;
    }

    @Override
    public int numberOfMessages() {
      return queue.size();
    }

    @Override
    public boolean hasMessages() {
      return !queue.isEmpty();
    }

    @Override
    public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
      for (Envelope left = dequeue(); left != null; left = dequeue()) {
        deadLetters.enqueue(owner, left);
      }
    }
  }
}
