package org.rejoin.cluster.pekko;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Replica;

/**
 * Walks the keys of all groups, page by page, in the order of key hashes; leaves out deleted ones.
 */
final class KeyLister {
  static final int PAGE = 1000;

  private final Replica replica;
  private final Source source;

  KeyLister(Replica replica, Source source) {
    this.replica = replica;
    this.source = source;
  }

  /** One page of one machine. */
  interface Source {
    CompletionStage<List<KeyInfo>> list(int machine, Optional<KeyRef> after, int limit);
  }

  /** All keys, of one keyspace if named. */
  CompletionStage<List<KeyInfo>> all(Optional<String> keyspace) {
    return new Walk(keyspace, Integer.MAX_VALUE).from(Machine.COORDINATOR + 1, Optional.empty());
  }

  /** The keys of {@code keyspace} behind one of them, at most {@value #PAGE}. */
  CompletionStage<List<KeyInfo>> page(String keyspace, Optional<String> afterId) {
    Optional<KeyRef> after = afterId.map(id -> replica.key(keyspace, id));
    int machine = after.map(replica::machineOf).orElse(Machine.COORDINATOR + 1);
    return new Walk(Optional.of(keyspace), PAGE).from(machine, after);
  }

  private final class Walk {
    private final Optional<String> keyspace;
    private final int limit;
    private final List<KeyInfo> found = new ArrayList<>();

    Walk(Optional<String> keyspace, int limit) {
      this.keyspace = keyspace;
      this.limit = limit;
    }

    CompletionStage<List<KeyInfo>> from(int machine, Optional<KeyRef> after) {
      if (machine == replica.machines()) {
        return CompletableFuture.completedStage(List.copyOf(found));
      }
      return source
          .list(machine, after, PAGE)
          .thenCompose(
              page -> {
                take(page);
                if (found.size() == limit) {
                  return CompletableFuture.completedStage(List.copyOf(found));
                }
                if (page.size() < PAGE) {
                  return from(machine + 1, Optional.empty());
                }
                KeyInfo last = page.get(page.size() - 1);
                return from(machine, Optional.of(replica.key(last.keyspace(), last.id())));
              });
    }

    private void take(List<KeyInfo> page) {
      for (KeyInfo key : page) {
        if (found.size() < limit
            && !key.deleted()
            && keyspace.map(key.keyspace()::equals).orElse(true)) {
          found.add(key);
        }
      }
    }
  }
}
