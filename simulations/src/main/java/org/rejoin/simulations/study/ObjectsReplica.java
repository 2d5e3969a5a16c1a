package org.rejoin.simulations.study;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A node with many objects, each synchronized by itself, as if there were no others: a message is
 * of one object. Which keys are of which object, {@link Retwis} knows. Objects come into being when
 * something is written to them.
 */
final class ObjectsReplica implements Replica {
  private final Supplier<Replica> algorithm;
  private final TreeMap<Integer, Replica> objects = new TreeMap<>();
  private long held;

  private record OfObject(int object, Message message, long bytes) implements Message {
    @Override
    public long payloadUnits() {
      return message.payloadUnits();
    }

    @Override
    public long metadataUnits() {
      return message.metadataUnits();
    }
  }

  /** A node without objects; {@code algorithm} makes what keeps one in step. */
  ObjectsReplica(Supplier<Replica> algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  public Entries state() {
    Entries all = Entries.NONE;
    for (Replica object : objects.values()) {
      all = all.join(object.state());
    }
    return all;
  }

  /** Of keys of one object. */
  @Override
  public Entries state(int from, int to) {
    Replica object = objects.get(Retwis.object(from));
    return object == null ? Entries.NONE : object.state().part(from, to);
  }

  /** Entries only come, and come from {@code all}: as many are the same ones. */
  @Override
  public boolean holds(Entries all) {
    return held == all.size();
  }

  @Override
  public void update(Entries delta) {
    for (Entries rest = delta; !rest.isEmpty(); ) {
      int first = rest.keys()[0];
      int object = Retwis.object(first);
      Entries part = rest.part(first, Retwis.end(object));
      Replica replica = object(object);
      held -= replica.state().size();
      replica.update(part);
      held += replica.state().size();
      rest = rest.part(Retwis.end(object), Integer.MAX_VALUE);
    }
  }

  @Override
  public void tick(Outbox out) {
    for (Map.Entry<Integer, Replica> object : objects.entrySet()) {
      object.getValue().tick(of(object.getKey(), out));
    }
  }

  @Override
  public void receive(int from, Message message, Outbox out) {
    if (message instanceof OfObject of) {
      Replica replica = object(of.object);
      held -= replica.state().size();
      replica.receive(from, of.message, of(of.object, out));
      held += replica.state().size();
    }
  }

  private Replica object(int object) {
    return objects.computeIfAbsent(object, o -> algorithm.get());
  }

  private static Outbox of(int object, Outbox out) {
    int bytes = Retwis.entryBytes(object);
    return (to, message) ->
        out.send(to, new OfObject(object, message, message.payloadUnits() * bytes));
  }
}
