package org.rejoin.cluster.engine;

import java.util.Map;
import org.rejoin.antientropy.Differences;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Summarised;

/**
 * Keeps what a group holds as it was put there. {@link Checkup} of keys that are {@link Suspects},
 * and by the {@link Scrubber} of all; {@link Refetch} of those that proved bad; {@link TreeOracle}
 * of the sums over them.
 */
final class Upkeep {
  private final Turn turn;
  private final int group;
  private final KeyTable table;
  private final Refetch refetch;
  private final Checkup checkup;
  private final Suspects suspects;
  private final Scrubber scrubber;
  private final TreeOracle oracle;

  Upkeep(
      Turn turn,
      int group,
      KeyTable table,
      Map<String, Family<?, ?>> families,
      Storage storage,
      Links links,
      Changes changes) {
    this.turn = turn;
    this.group = group;
    this.table = table;
    Replacing replacing = new Replacing(turn, changes);
    this.refetch = new Refetch(turn, links, replacing);
    this.checkup = new Checkup(turn, group, table, families, storage, replacing, refetch);
    this.scrubber = new Scrubber(turn, table, checkup);
    this.suspects = new Suspects(turn, checkup);
    this.oracle = new TreeOracle(turn, group, table);
  }

  /** A peer has seen the same of a key as this node, and its version is another. */
  void suspect(Peer peer, KeyRef key, long exchange, int theirCheck) {
    table
        .get(key)
        .filter(held -> Summarised.check(exchange, held.version()) != theirCheck)
        .ifPresent(held -> suspects.found(peer, key, held.version()));
  }

  /** An exchange found that something differs here: it should not be the tree alone. */
  void differs(long place) {
    if (!table.isListed(place)) {
      turn.trace(new TraceEvent.SumsWrong(group, "tree at " + Long.toHexString(place)));
      table.relist(place);
    }
  }

  /** An exchange found sums that differ and no key that does. */
  void foundNothing() {
    oracle.hurry();
  }

  /** Without the keys that are left out of repair. */
  Differences comparable(Differences found) {
    return suspects.isEmpty() ? found : found.without(this::isOut);
  }

  private boolean isOut(long place) {
    return table.atPlace(place).stream()
        .anyMatch(key -> table.get(key).filter(h -> suspects.isOut(key, h.version())).isPresent());
  }

  /** Takes a part of an answer to a question of its own; false if it is none. */
  boolean told(Peer peer, ReadTell tell) {
    return refetch.told(peer, tell);
  }

  /** Records that it asked for were read back. */
  void readBack(Input.ReadBack read) {
    checkup.readBack(read);
  }

  /** They could not be. */
  void readFailed(Input.ReadFailed failed) {
    checkup.readFailed(failed);
  }

  /** At the end of each step. */
  void schedule() {
    int surprises = table.takeSurprises();
    if (surprises > 0) {
      turn.trace(new TraceEvent.SumsWrong(group, surprises + " items were not in the tree"));
    }
    oracle.schedule();
    scrubber.schedule();
    checkup.flush();
  }
}
