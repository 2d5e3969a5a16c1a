package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.SiblingSpec;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.SymbolTell;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.Resolvers;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.codec.Codecs;

/**
 * Two nodes that say to each other all that nodes can say, in about 25 s of virtual time. Always
 * the same frames in the same order.
 */
final class Conversation {
  static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> CARTS =
      Keyspaces.orSet("carts", Codecs.utf8());
  static final KeyspaceSpec<PNCounter, PNCounter.Editor> STOCK = Keyspaces.pnCounter("stock");
  static final KeyspaceSpec<LWWRegister<String>, LWWRegister.Editor<String>> NOTES =
      Keyspaces.lwwRegister("notes", Codecs.utf8());
  static final SiblingSpec<String> NAMES =
      Keyspaces.siblings("names", Codecs.utf8(), ConflictSettings.onRead(Resolvers.keepAll()));

  private final EngineNet net;

  Conversation(EngineNet net) {
    this.net = net;
  }

  static Message message(EngineNet.Flying flying) {
    return Frame.decode(flying.send().frame()).message();
  }

  void run() {
    net.start("a", CARTS, STOCK, NOTES, NAMES.registers());
    net.start("b", CARTS, STOCK, NOTES, NAMES.registers());
    net.run(500);
    deltas();
    symbols();
    ranges();
    reads();
    net.run(6_000);
  }

  private void write(String node, int from, int to) {
    EngineNet.Node writer = net.node(node);
    for (int i = from; i < to; i++) {
      String id = "k" + i;
      String value = node + i;
      writer.update(CARTS, id, e -> e.add(value), Write.local());
      writer.update(STOCK, id, e -> e.increment(3), Write.local());
      writer.update(NOTES, id, e -> e.set(value), Write.local());
    }
  }

  /** Batches in both directions, one lost before another, a delete, and a write that waits. */
  private void deltas() {
    write("a", 0, 8);
    write("b", 4, 10);
    net.run(300);
    boolean[] isLost = {false};
    net.drop =
        f -> {
          boolean isFirst = !isLost[0] && message(f) instanceof Deltas;
          isLost[0] |= isFirst;
          return isFirst;
        };
    write("a", 3, 5);
    net.run(110);
    net.drop = f -> false;
    write("a", 4, 6);
    net.node("b").delete(CARTS, "k1", Write.local());
    net.run(300);
    net.node("a").update(STOCK, "k2", e -> e.decrement(1), Write.majority(Duration.ofSeconds(2)));
    net.run(1_000);
  }

  /** Differences that take one question for symbols, offers and repairs in both directions. */
  private void symbols() {
    net.drop = f -> message(f) instanceof Deltas;
    write("a", 0, 30);
    write("b", 20, 35);
    net.node("a").delete(NOTES, "k3", Write.local());
    net.run(8_000);
  }

  /** The same where no symbols arrive. */
  private void ranges() {
    net.drop = f -> message(f) instanceof Deltas || message(f) instanceof SymbolTell;
    write("a", 30, 60);
    write("b", 25, 32);
    net.run(9_000);
  }

  /** A majority reads what one of it lacks. */
  private void reads() {
    net.drop = f -> message(f) instanceof Deltas;
    write("a", 0, 3);
    write("b", 2, 4);
    for (String id : List.of("k0", "k2")) {
      net.node("a").fetch(CARTS, id, Read.majority(Duration.ofSeconds(1)));
      net.node("b").fetch(STOCK, id, Read.majority(Duration.ofSeconds(1)));
    }
    net.run(1_500);
    net.drop = f -> false;
  }
}
