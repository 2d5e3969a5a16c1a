package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes the deltas of one group on between neighbours that are not all linked to each other, and
 * sends each of them little that it holds: a {@link DeltaBuffer} a neighbour, and over them four
 * rules. A delta is not sent back to where it came from (BP). Of what was joined only the new part
 * is passed on (RR). Who sends me what I hold has it, and is not sent it any more (known-by). With
 * a pulling {@link RelayPolicy}, large deltas, and all where a link mostly brings what is known, go
 * on the links of a tree; other links carry ids, late and together, and who misses the delta then
 * pulls it.
 *
 * <p>Two deltas may have one id only if they are equal, or if whoever sends one holds the other: a
 * hash of the bytes will do, and so will the number of an update whose parts travel together.
 *
 * <p>A neighbour is the buffer that {@link #open} made for one of its incarnations; what is said of
 * one that was closed is ignored. At bounds the neighbour's claim is dropped, which {@link
 * DeltaBuffer#takeDropped} tells, and anti-entropy has to follow. Neighbours above 64 have no
 * known-by bit and are sent all. Pulls may be lost: a later turn of {@link #pulls} asks another
 * neighbour. Adverts may be lost too if {@link #advert} is sent again now and then.
 *
 * <p>Cost: O(log n) a delta and O(1) a neighbour of it, with n deltas kept. Not thread-safe. Times
 * are of a monotonic clock, in nanoseconds, given by the caller.
 *
 * <p>Papers: Enes, Almeida, Baquero, Leitao, <i>Efficient Synchronization of State-based CRDTs</i>,
 * ICDE 2019 (BP, RR); Leitao, Pereira, Rodrigues, <i>Epidemic Broadcast Trees</i>, SRDS 2007
 * (deltas on a tree, ids elsewhere; theirs is found by pruning, which breaks it where many write at
 * once). Known-by and the gathered ids are ours.
 *
 * @param <P> a delta, such as its bytes
 */
public final class DeltaRelay<P> {
  /** How many turns of pulls a delta is kept that was announced. */
  private static final int PULLABLE_TURNS = 4;

  private final DeltaBuffer.Limits limits;
  private final RelayPolicy policy;
  private final RelayStore<P> store;
  private final SpanningTree tree;
  private final Missing missing;
  private final TreeMap<Integer, RelayLink<P>> links = new TreeMap<>();

  /**
   * Ask a neighbour for deltas.
   *
   * @param ids at least one, ascending
   */
  public record Pull<P>(DeltaBuffer<Parcel<P>> neighbour, List<Long> ids) {
    /** Copies the list. */
    public Pull {
      ids = List.copyOf(ids);
    }
  }

  /**
   * A relay without neighbours.
   *
   * @param self this node, unlike all others
   * @param limits of each buffer, and of what is kept for known-by and pulls
   */
  public DeltaRelay(long self, DeltaBuffer.Limits limits, RelayPolicy policy) {
    this.limits = limits;
    this.policy = policy;
    this.tree = new SpanningTree(self);
    this.missing = new Missing(limits.maxEntries());
    this.store = new RelayStore<>(limits);
  }

  /** A neighbour appears, in a new incarnation: it is owed what is added from now on. */
  public DeltaBuffer<Parcel<P>> open(long firstStream) {
    int slot = 0;
    while (links.containsKey(slot)) {
      slot++;
    }
    DeltaBuffer<Parcel<P>> buffer = new DeltaBuffer<>(limits, firstStream, slot);
    links.put(slot, new RelayLink<>(buffer));
    return buffer;
  }

  /** A neighbour's incarnation ends, and with it what was known of it. */
  public void close(DeltaBuffer<Parcel<P>> neighbour) {
    RelayLink<P> link = link(neighbour);
    if (link == null) {
      return;
    }
    neighbour.dropClaim();
    link.unannounced.forEach(kept -> kept.unannounced--);
    links.remove(neighbour.slot());
    missing.left(neighbour.slot());
    tree.left(neighbour.slot());
    for (RelayStore.Kept<P> kept : store.all()) {
      kept.holders.remove(neighbour.slot());
    }
  }

  /** A delta of this replica's own. */
  public void add(long id, P payload, int sizeBytes, long nowNanos) {
    spread(id, payload, sizeBytes, nowNanos, null);
  }

  /**
   * A delta came and some of it was new here: that goes to the others.
   *
   * @param novelty what was new
   * @param sizeBytes of {@code novelty}
   */
  public void relay(DeltaBuffer<Parcel<P>> from, long id, P novelty, int sizeBytes, long nowNanos) {
    missing.came(id);
    RelayLink<P> link = link(from);
    if (link != null) {
      link.came(true);
    }
    spread(id, novelty, sizeBytes, nowNanos, link);
  }

  /** A delta came and nothing of it was new: who sent it is not sent it any more. */
  public void known(DeltaBuffer<Parcel<P>> by, long id) {
    missing.came(id);
    RelayLink<P> link = link(by);
    if (link != null) {
      link.came(false);
      held(link, id);
    }
  }

  /**
   * An id came without its delta: who announced it holds it. If it is not held here, it will be
   * pulled, unless it comes before.
   */
  public void announced(DeltaBuffer<Parcel<P>> by, long id, boolean isHeldHere, long nowNanos) {
    RelayLink<P> link = link(by);
    if (link == null) {
      return;
    }
    held(link, id);
    if (!isHeldHere) {
      missing.announced(by.slot(), id, nowNanos + policy.pullNanos());
    }
  }

  /** The neighbour asks for a delta. One that is not kept any more drops the claim. */
  public void pulled(DeltaBuffer<Parcel<P>> by, long id, long nowNanos) {
    RelayLink<P> link = link(by);
    if (link == null) {
      return;
    }
    RelayStore.Kept<P> kept = store.get(id);
    if (kept == null) {
      by.dropClaim();
    } else {
      kept.holders.remove(by.slot());
      append(link, kept, nowNanos);
    }
  }

  /** What the neighbour should know of the tree, if it was not told yet; it counts as told then. */
  public Optional<TreeAdvert> newAdvert(DeltaBuffer<Parcel<P>> neighbour) {
    RelayLink<P> link = link(neighbour);
    if (link == null || !policy.isPulling()) {
      return Optional.empty();
    }
    TreeAdvert now = tree.advert(neighbour.slot());
    boolean isTold = now.equals(link.told);
    link.told = now;
    return isTold ? Optional.empty() : Optional.of(now);
  }

  /** What the neighbour should know of the tree, told or not: for those that may be lost. */
  public TreeAdvert advert(DeltaBuffer<Parcel<P>> neighbour) {
    return tree.advert(neighbour.slot());
  }

  /** A neighbour tells of the tree. Others may have to be told then: {@link #newAdvert}. */
  public void advertised(DeltaBuffer<Parcel<P>> by, TreeAdvert advert) {
    if (link(by) != null) {
      tree.heard(by.slot(), advert);
    }
  }

  /** What to ask for now. Called each interval. */
  public List<Pull<P>> pulls(long nowNanos) {
    List<Pull<P>> pulls = new ArrayList<>();
    for (Missing.Ask ask : missing.due(nowNanos, policy.pullNanos())) {
      RelayLink<P> link = links.get(ask.slot());
      if (link != null) {
        pulls.add(new Pull<>(link.buffer, ask.ids()));
      }
    }
    return pulls;
  }

  /**
   * Whether deltas that neighbours announced were given up since the last call, as nobody had them
   * any more or they were too many: anti-entropy has to bring them.
   */
  public boolean takeGivenUp() {
    return missing.takeGivenUp();
  }

  /** Puts ids that have been gathered long enough into the buffers. Called each interval. */
  public void announce(long nowNanos) {
    for (RelayLink<P> link : links.values()) {
      announce(link, nowNanos);
    }
    store.forget(nowNanos);
  }

  /** Whether a delta can still be marked as known, and pulled. */
  boolean isKept(long id) {
    return store.get(id) != null;
  }

  private void announce(RelayLink<P> link, long nowNanos) {
    boolean isTree = tree.has(link.buffer.slot());
    RelayStore.Kept<P> oldest = link.unannounced.peekFirst();
    boolean isDue = oldest != null && nowNanos - oldest.sinceNanos >= policy.announceNanos();
    while (!link.unannounced.isEmpty() && (isDue || isTree)) {
      RelayStore.Kept<P> kept = link.unannounced.removeFirst();
      kept.unannounced--;
      if (kept.holders.has(link.buffer.slot())) {
        continue;
      }
      if (store.get(kept.id) != kept) {
        link.buffer.dropClaim();
      } else if (isTree) {
        append(link, kept, nowNanos);
      } else {
        kept.pullableNanos = nowNanos + PULLABLE_TURNS * policy.pullNanos();
        link.buffer.append(
            Parcel.announced(kept.id), Parcel.ANNOUNCED_BYTES, nowNanos, kept.holders);
      }
    }
  }

  private void spread(
      long id, P payload, int sizeBytes, long nowNanos, @Nullable RelayLink<P> from) {
    store.forget(nowNanos);
    RelayStore.Kept<P> kept = store.add(id, payload, sizeBytes, nowNanos);
    if (from != null) {
      kept.holders.add(from.buffer.slot());
    }
    for (RelayLink<P> link : links.values()) {
      if (link == from) {
        continue;
      }
      if (isIdEnough(link, sizeBytes)) {
        gather(link, kept);
      } else {
        append(link, kept, nowNanos);
      }
    }
  }

  private void gather(RelayLink<P> link, RelayStore.Kept<P> kept) {
    if (link.unannounced.size() >= limits.maxEntries()) {
      link.unannounced.forEach(gathered -> gathered.unannounced--);
      link.unannounced.clear();
      link.buffer.dropClaim();
    }
    kept.unannounced++;
    link.unannounced.addLast(kept);
  }

  private boolean isIdEnough(RelayLink<P> link, int sizeBytes) {
    return policy.isPulling()
        && !tree.has(link.buffer.slot())
        && link.isIdEnough(sizeBytes, policy);
  }

  private void append(RelayLink<P> link, RelayStore.Kept<P> kept, long nowNanos) {
    Parcel<P> parcel = new Parcel<>(kept.id, Optional.of(kept.payload));
    link.buffer.append(parcel, kept.sizeBytes, nowNanos, kept.holders);
  }

  private void held(RelayLink<P> link, long id) {
    RelayStore.Kept<P> kept = store.get(id);
    if (kept != null) {
      kept.holders.add(link.buffer.slot());
      link.buffer.leaveOutHeld();
    }
  }

  /** The link of a neighbour; null if it was closed. */
  private @Nullable RelayLink<P> link(DeltaBuffer<Parcel<P>> neighbour) {
    RelayLink<P> link = links.get(neighbour.slot());
    return link != null && link.buffer == neighbour ? link : null;
  }
}
