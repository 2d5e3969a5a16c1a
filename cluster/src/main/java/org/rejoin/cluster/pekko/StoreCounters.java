package org.rejoin.cluster.pekko;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.cluster.pekko.StoreMetrics.Volume;

/**
 * The counters behind {@link StoreMetrics}. An extension, because serializer and mailbox are made
 * by Pekko and have only the actor system to find it by. Thread-safe.
 */
final class StoreCounters implements Extension {
  private static final Id ID = new Id();

  private final Map<Traffic, Volumes> sent = perTraffic();
  private final Map<Traffic, Volumes> received = perTraffic();
  private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

  StoreCounters() {
    for (Counter counter : Counter.values()) {
      counts.put(counter, new LongAdder());
    }
  }

  static StoreCounters get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  private static Map<Traffic, Volumes> perTraffic() {
    Map<Traffic, Volumes> volumes = new EnumMap<>(Traffic.class);
    for (Traffic traffic : Traffic.values()) {
      volumes.put(traffic, new Volumes(new LongAdder(), new LongAdder()));
    }
    return volumes;
  }

  void add(Counter counter) {
    add(counter, 1);
  }

  void add(Counter counter, long amount) {
    counter(counter).add(amount);
  }

  void sent(Traffic traffic, int bytes) {
    volumes(sent, traffic).add(bytes);
  }

  void received(Traffic traffic, int bytes) {
    volumes(received, traffic).add(bytes);
  }

  /** Counts what an engine reports. */
  void traced(TraceEvent event) {
    if (event instanceof TraceEvent.Updated) {
      add(Counter.UPDATES);
    } else if (event instanceof TraceEvent.Stable stable) {
      add(Counter.UPDATES_STABLE, stable.more());
    } else if (event instanceof TraceEvent.FrameRejected) {
      add(Counter.FRAMES_REJECTED);
    } else if (event instanceof TraceEvent.EntryRefused) {
      add(Counter.ENTRIES_REFUSED);
    } else if (event instanceof TraceEvent.GapRefused) {
      add(Counter.GAPS_REFUSED);
    } else if (event instanceof TraceEvent.ClaimDropped) {
      add(Counter.CLAIMS_DROPPED);
    } else if (event instanceof TraceEvent.PeerRefused) {
      add(Counter.PEERS_REFUSED);
    } else if (event instanceof TraceEvent.ExchangeEnded ended) {
      add(Counter.EXCHANGES_ENDED);
      add(Counter.KEYS_DIFFERED, ended.differing());
    } else if (event instanceof TraceEvent.CorruptionFound) {
      add(Counter.CORRUPTION_FOUND);
    } else if (event instanceof TraceEvent.RotFound) {
      add(Counter.ROT_FOUND);
    } else if (event instanceof TraceEvent.Replaced) {
      add(Counter.STATES_REPLACED);
    } else if (event instanceof TraceEvent.KeyQuarantined) {
      add(Counter.KEYS_QUARANTINED);
    } else if (event instanceof TraceEvent.SumsWrong) {
      add(Counter.SUMS_WRONG);
    } else if (event instanceof TraceEvent.DoubleSpentDot) {
      add(Counter.DOUBLE_SPENT_DOTS);
    } else if (event instanceof TraceEvent.SiblingsOverflowed) {
      add(Counter.SIBLINGS_OVERFLOWED);
    } else if (event instanceof TraceEvent.ClockAhead) {
      add(Counter.CLOCKS_AHEAD);
    } else if (event instanceof TraceEvent.Deleted) {
      add(Counter.DELETES);
    } else if (event instanceof TraceEvent.Overruled) {
      add(Counter.WRITES_OVERRULED);
    } else if (event instanceof TraceEvent.IdentityReused) {
      add(Counter.IDENTITY_REUSED);
    }
  }

  StoreMetrics snapshot() {
    return new StoreMetrics(
        snapshot(sent, Volumes::snapshot),
        snapshot(received, Volumes::snapshot),
        snapshot(counts, LongAdder::sum));
  }

  private static <K extends Enum<K>, A, B> Map<K, B> snapshot(Map<K, A> from, Function<A, B> read) {
    return from.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> read.apply(entry.getValue())));
  }

  private LongAdder counter(Counter counter) {
    LongAdder found = counts.get(counter);
    if (found == null) {
      throw new IllegalStateException("no counter " + counter);
    }
    return found;
  }

  private static Volumes volumes(Map<Traffic, Volumes> from, Traffic traffic) {
    Volumes found = from.get(traffic);
    if (found == null) {
      throw new IllegalStateException("no volume " + traffic);
    }
    return found;
  }

  private record Volumes(LongAdder frames, LongAdder bytes) {
    void add(int size) {
      frames.increment();
      bytes.add(size);
    }

    Volume snapshot() {
      return new Volume(frames.sum(), bytes.sum());
    }
  }

  private static final class Id extends ExtensionId<StoreCounters> {
    @Override
    public StoreCounters createExtension(ActorSystem<?> system) {
      return new StoreCounters();
    }
  }
}
