package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.ResolverSchema;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashDomain;

/**
 * The keys of one group whose siblings wait to be written back. All nodes watch them; when siblings
 * have stood for the delay, the key's home has them resolved. The home is the member with the
 * highest hash of node id and key among this node and those reachable that have the keyspace open:
 * on both sides of a partition somebody, and mostly the same when all are together.
 */
final class Settling {
  /** Keys watched at once; what is beyond is taken up when it changes or is read again. */
  private static final int MAX_KEYS = 10_000;

  private static final Duration SHORTEST_AGAIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_AGAIN = Duration.ofSeconds(60);

  private final Turn turn;
  private final Links links;
  private final Map<KeyRef, Alarms.Alarm> waiting = new TreeMap<>();
  private Map<String, List<Endpoint>> offered = Map.of();

  Settling(Turn turn, Links links) {
    this.turn = turn;
    this.links = links;
  }

  void offered(Note.Resolvers note) {
    offered = note.peers();
  }

  /** A key has changed: its siblings, if it has any, stand from now on. */
  void changed(Family<?, ?> family, KeyRef key) {
    ResolverSchema schema = family.spec().resolverOrNull();
    if (schema == null || !schema.isWriteBack()) {
      return;
    }
    Alarms.Alarm before = waiting.remove(key);
    if (before != null) {
      turn.cancel(before);
    }
    if (waiting.size() < MAX_KEYS && isContested(family, key)) {
      wait(family, key, schema.delay(), SHORTEST_AGAIN);
    }
  }

  /** A key was read: if it was not watched for lack of room, it is now. */
  void read(Family<?, ?> family, KeyRef key) {
    if (!waiting.containsKey(key)) {
      changed(family, key);
    }
  }

  private void wait(Family<?, ?> family, KeyRef key, Duration delay, Duration again) {
    waiting.put(key, turn.after(delay, () -> due(family, key, again)));
  }

  private <S extends Editable<S, E>, E> void due(Family<S, E> family, KeyRef key, Duration again) {
    waiting.remove(key);
    if (isContested(family, key)) {
      if (isHome(key)) {
        turn.settle(key, family.state(key));
      }
      Duration doubled = again.multipliedBy(2);
      wait(family, key, again, doubled.compareTo(LONGEST_AGAIN) < 0 ? doubled : LONGEST_AGAIN);
    }
  }

  /** The codec is the application's: what it throws leaves the siblings as they are. */
  private static boolean isContested(Family<?, ?> family, KeyRef key) {
    try {
      return family.value(key) instanceof SiblingRegister<?> register
          && register.siblings().size() > 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private boolean isHome(KeyRef key) {
    long own = rank(turn.config().node(), key);
    List<Endpoint> open = offered.getOrDefault(key.keyspace(), List.of());
    return links.peers().stream()
        .filter(peer -> peer.reachable() && open.contains(peer.endpoint()))
        .noneMatch(peer -> Long.compareUnsigned(rank(peer.node(), key), own) > 0);
  }

  private long rank(String node, KeyRef key) {
    byte[] input =
        new CanonicalOut()
            .writeString("home")
            .writeString(node)
            .writeFixedLong(key.hash())
            .toByteArray();
    return turn.config().suite().hash64(HashDomain.KEY, input);
  }
}
