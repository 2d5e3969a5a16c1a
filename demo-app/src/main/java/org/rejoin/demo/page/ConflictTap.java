package org.rejoin.demo.page;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.rejoin.cluster.pekko.ReplicatedStore;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.ConflictEntry.SeenVersion;
import org.rejoin.conflict.ConflictJournal;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.demo.Shop;
import org.rejoin.demo.ShopCluster;
import org.rejoin.demo.page.PageSource.Conflict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest entries of all nodes' conflict journals, each once: the same conflict has the same id
 * everywhere. Newest is the one with the latest write among its siblings. Thread-safe.
 */
final class ConflictTap {
  /** More are forgotten, the oldest first. */
  static final int MAX_CONFLICTS = 20;

  private static final int PAGE = 500;
  private static final Logger LOG = LoggerFactory.getLogger(ConflictTap.class);

  private final ShopCluster cluster;
  private final TreeMap<Rank, Conflict> latest = new TreeMap<>(Rank.NEWEST_FIRST);

  private record Rank(Hlc stamp, String id) {
    static final Comparator<Rank> NEWEST_FIRST =
        Comparator.comparing(Rank::stamp).reversed().thenComparing(Rank::id);
  }

  ConflictTap(ShopCluster cluster) {
    this.cluster = cluster;
    cluster.live().forEach(this::attach);
  }

  /** Taps a node, what its journal has already included; the tap ends with the node. */
  void attach(String node) {
    try {
      ReplicatedStore store = cluster.store(node);
      var unused = store.conflicts(this::add);
      ConflictJournal.Page page = store.conflicts(0, PAGE);
      while (!page.entries().isEmpty()) {
        page.entries().forEach(this::add);
        page = store.conflicts(page.next(), PAGE);
      }
    } catch (IllegalStateException stopped) {
      LOG.debug("{} stopped before its journal could be watched", node, stopped);
    }
  }

  synchronized List<Conflict> latest() {
    return List.copyOf(latest.values());
  }

  private synchronized void add(ConflictEntry entry) {
    Hlc stamp = entry.versions().get(entry.versions().size() - 1).stamp();
    latest.put(new Rank(stamp, entry.id().toString()), conflict(entry));
    if (latest.size() > MAX_CONFLICTS) {
      latest.pollLastEntry();
    }
  }

  private static Conflict conflict(ConflictEntry entry) {
    String key = new String(entry.key().toByteArray(), StandardCharsets.UTF_8);
    String keyspace = key.substring(0, key.indexOf('/'));
    Bytes result = entry.result();
    return new Conflict(
        entry.id().toString(),
        key,
        texts(keyspace, entry.versions()),
        entry.resolver().toString(),
        entry.outcome(),
        result == null ? "" : text(keyspace, result),
        texts(keyspace, entry.losers()));
  }

  private static List<String> texts(String keyspace, List<SeenVersion> versions) {
    return versions.stream().map(version -> text(keyspace, version.bytes())).toList();
  }

  private static String text(String keyspace, Bytes value) {
    return PageState.shorten(ShopSource.readable(keyspace, Shop.text(keyspace, value)));
  }
}
