package org.rejoin.demo.page;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.conflict.Resolved;

/**
 * Where the page gets its facts and brings its commands. Thread-safe; no call blocks. The stages
 * fail only on a bug or while a node goes down; the page then takes the node as not answering.
 */
interface PageSource {
  /** The nodes, West before East; the same for the life of the source. */
  List<Node> nodes();

  /** What the storefronts sell. */
  List<Product> catalogue();

  /** What a node says of itself now; empty while it is down. */
  CompletionStage<Optional<Observation>> observe(String node);

  /** All keys that a node holds, in no given order. */
  CompletionStage<List<KeyInfo>> keys(String node);

  /** The value of a key as a person reads it, on this node. */
  CompletionStage<String> text(String node, KeyInfo key);

  /** Whether the fault plan lets these two nodes talk. */
  boolean isLinked(String one, String other);

  /** Reports each frame that any node sends, on any thread; the listener is quick. */
  void listen(Consumer<Message> listener);

  /** Sells units of a product on a node of this side. */
  CompletionStage<Outcome> sell(String side, String sku, int quantity, String requestId);

  /** Sets a product's price on a node of this side. */
  CompletionStage<Outcome> price(String side, String sku, long pence, String requestId);

  /** Describes a product on a node of this side. */
  CompletionStage<Outcome> describe(String side, String sku, String text, String requestId);

  /** The latest conflicts that readers met, newest first, each once; bounded. */
  List<Conflict> conflicts();

  /** Cuts West from East. Doing it twice changes nothing. */
  CompletionStage<Outcome> cut();

  /** Ends the cut. */
  CompletionStage<Outcome> heal();

  /** Ends a node without leave; its memory is gone. */
  CompletionStage<Outcome> kill(String node);

  /** Starts a killed node again. */
  CompletionStage<Outcome> restart(String node);

  /** A node's place. */
  record Node(String id, String side, String address) {}

  /**
   * Something to sell.
   *
   * @param rows names of the keys, as in {@code orders/85123A}, that are always shown: first the
   *     one that holds the units sold, then the one that holds the price
   */
  record Product(String sku, String title, long pence, List<String> rows) {}

  /**
   * A conflict between writers, as the journals of the nodes tell it; values as a person reads
   * them.
   *
   * @param id the same in every journal
   * @param key as in {@code price-merged/LAMP}
   * @param siblings what stood side by side, in the order of their stamps
   * @param resolver name and version
   * @param winner what readers see; empty unless it is one value
   * @param losers which of the siblings they do not see
   */
  record Conflict(
      String id,
      String key,
      List<String> siblings,
      String resolver,
      Resolved.Outcome outcome,
      String winner,
      List<String> losers) {}

  /**
   * A node's own word at one moment.
   *
   * @param root 32 hexadecimal digits
   * @param pendingBytes deltas that peers have not acknowledged
   */
  record Observation(String root, long keys, long pendingBytes) {}

  /** Order lines that a visitor can play. */
  Orders orders();

  /** Plays order lines at this speed from where it stopped; 0 stops. */
  CompletionStage<Outcome> play(int linesPerSecond);

  /**
   * How far the order lines have been played.
   *
   * @param lines how many there are
   * @param linesPerSecond 0 while stopped
   */
  record Orders(int lines, int played, int linesPerSecond) {
    /** There are none. */
    static final Orders NONE = new Orders(0, 0, 0);
  }

  /**
   * A frame.
   *
   * @param lost whether a cut or a dead node swallowed it
   */
  record Message(String from, String to, Kind kind, int sizeBytes, boolean lost) {
    /** What it is for. */
    enum Kind {
      /** Deltas from their origin. */
      DELTA,
      /** Greetings, acknowledgements, comparisons. */
      CONTROL,
      /** What anti-entropy or a read found missing. */
      REPAIR
    }
  }
}
