package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A causal object: a dot store and the context at its root. Does for all types built on it what
 * does not depend on their meaning: join, novelty, decomposition, summaries, deltas, bytes, digest.
 * Immutable and thread-safe; caches are pure functions of the state.
 *
 * <p>Cost, with n live dots, d dots of the smaller side and r ids: join of a delta O(d log n + r),
 * of a full state O(n log n); edit O(changed log n + r); digest one hash per changed leaf once it
 * was asked for.
 *
 * <p>Encoding: version byte, context, store.
 *
 * @param <D> the kind of store
 */
public final class Causal<D extends DotStore> {
  private static final int VERSION = 1;

  private final StoreShape<D> shape;
  private final CausalContext context;
  private final D store;
  private @Nullable CausalSummary summary;
  private @Nullable CausalDigest digest;

  private Causal(StoreShape<D> shape, CausalContext context, D store) {
    this.shape = shape;
    this.context = context;
    this.store = store;
  }

  /** The object that has seen nothing. */
  public static <D extends DotStore> Causal<D> bottom(StoreShape<D> shape) {
    return new Causal<>(shape, CausalContext.empty(), shape.empty());
  }

  /** A state that has seen just what is alive in {@code store}. */
  public static <D extends DotStore> Causal<D> ofLive(StoreShape<D> shape, D store) {
    return new Causal<>(shape, live(store), store);
  }

  /** A state that knows {@code dead} to be gone and nothing else, whether or not they came yet. */
  public static <D extends DotStore> Causal<D> ofDead(StoreShape<D> shape, CausalContext dead) {
    return new Causal<>(shape, dead, shape.empty());
  }

  /** All dots seen. */
  public CausalContext context() {
    return context;
  }

  /** What is alive. */
  public D store() {
    return store;
  }

  /** Whether nothing was seen. */
  public boolean isBottom() {
    return context.isEmpty();
  }

  /**
   * The join with a state of the same shape, and what of it was new here: live dots unknown here,
   * their context beyond ours, our live dots that they know dead.
   *
   * @param report told of each dot with another leaf there than here; the larger leaf stays
   */
  @SuppressWarnings("ReferenceEquality") // a short cut: equal states take the long way
  public CausalJoined<D> join(Causal<D> other, JoinReport report) {
    if (other == this || other.isBottom()) {
      return new CausalJoined<>(this, bottom(shape));
    }
    if (isBottom()) {
      return new CausalJoined<>(other, other);
    }
    CausalContext unseen = other.context.minus(context);
    List<Dot> fresh = new ArrayList<>();
    List<Dot> gone = new ArrayList<>();
    other.store.forEachDotIn(unseen, fresh::add);
    store.forEachDotIn(
        other.context,
        dot -> {
          int order = other.store.contains(dot) ? store.compareLeaf(dot, other.store) : -1;
          if (order != 0 && other.store.contains(dot)) {
            report.doubleSpentDot(dot);
            if (order < 0) {
              fresh.add(dot);
            }
          }
          if (order < 0) {
            gone.add(dot);
          }
        });
    if (unseen.isEmpty() && gone.isEmpty()) {
      return new CausalJoined<>(this, bottom(shape));
    }
    fresh.sort(null);
    gone.sort(null);
    Causal<D> novelty =
        new Causal<>(shape, unseen.union(CausalContext.of(gone)), cast(other.store.only(fresh)));
    return new CausalJoined<>(changed(gone, fresh, novelty), novelty);
  }

  /** This state less the leaves of {@code gone}, plus a delta whose live dots are {@code fresh}. */
  private Causal<D> changed(List<Dot> gone, List<Dot> fresh, Causal<D> delta) {
    D after = cast(store.minus(gone).plus(delta.store));
    return successor(after, gone, fresh, delta);
  }

  private Causal<D> successor(D after, List<Dot> gone, List<Dot> fresh, Causal<D> delta) {
    Causal<D> next = new Causal<>(shape, context.union(delta.context), after);
    CausalDigest known = digest;
    if (known != null) {
      next.digest = known.changed(gone, store, fresh, delta.store, context, next.context);
    }
    return next;
  }

  /**
   * Whether this, as novelty of a join into {@code before}, holds dots of {@code self} that {@code
   * before} lacks: {@code self} did not make them.
   */
  public boolean showsReuseOf(ReplicaId self, Causal<D> before) {
    return context.indexOf(self) >= 0 && context.minus(before.context).indexOf(self) >= 0;
  }

  /**
   * Begins an edit.
   *
   * @throws org.rejoin.crdt.IdentityReusedException if somebody else used the origin's id
   */
  public CausalEdit startEdit(Origin origin) {
    return new CausalEdit(origin, context.next(origin.replica()));
  }

  /**
   * Ends an edit of this state.
   *
   * @param after this state's store with the changes told to {@code edit}
   */
  public CausalEdited<D> finish(CausalEdit edit, D after) {
    List<Dot> gone = edit.killedBefore();
    List<Dot> fresh = new ArrayList<>();
    for (Dot dot : edit.created()) {
      if (after.contains(dot)) {
        fresh.add(dot);
      }
    }
    if (gone.isEmpty() && fresh.isEmpty()) {
      return new CausalEdited<>(this, bottom(shape));
    }
    CausalContext touched = CausalContext.builder().addAll(gone).addAll(edit.created()).build();
    Causal<D> delta = new Causal<>(shape, touched, cast(after.only(fresh)));
    return new CausalEdited<>(successor(after, gone, fresh, delta), delta);
  }

  /** One part a dot, ascending: alive with its leaf, or dead. */
  public Stream<Causal<D>> decompose() {
    return context.dots().map(dot -> part(CausalContext.of(dot)));
  }

  /**
   * Two parts that join to this, about equal in size; just this if it is one dot. Cuts between
   * dots, so that contexts stay short.
   */
  public List<Causal<D>> halves() {
    Dot cut = middle();
    if (cut == null) {
      return isBottom() ? List.of() : List.of(this);
    }
    CausalContext low = context.before(cut);
    return List.of(part(low), part(context.minus(low)));
  }

  /** A dot that has dots of the context before it; null if there is but one dot. */
  private @Nullable Dot middle() {
    List<Dot> alive = new ArrayList<>();
    store.forEachDot(alive::add);
    alive.sort(null);
    if (alive.size() >= 2 && alive.size() >= context.runCount()) {
      return alive.get(alive.size() / 2);
    }
    List<Dot> starts = new ArrayList<>();
    Dot[] last = new Dot[1];
    context.forEachRun(
        (id, low, high) -> {
          starts.add(new Dot(id, low));
          last[0] = new Dot(id, high);
        });
    if (starts.size() >= 2) {
      return starts.get(starts.size() / 2);
    }
    if (starts.isEmpty() || starts.get(0).equals(last[0])) {
      return null;
    }
    Dot first = starts.get(0);
    if (alive.size() == 1) {
      Dot leaf = alive.get(0);
      return leaf.equals(first) ? new Dot(first.replica(), first.counter() + 1) : leaf;
    }
    long distance = last[0].counter() - first.counter();
    return new Dot(first.replica(), first.counter() + (distance + 1) / 2);
  }

  /** What this state knows of {@code range}, a part of the context. */
  private Causal<D> part(CausalContext range) {
    List<Dot> alive = new ArrayList<>();
    store.forEachDotIn(range, alive::add);
    alive.sort(null);
    return new Causal<>(shape, range, cast(store.only(alive)));
  }

  /** Context and live dots; O(n) the first time. */
  public CausalSummary summary() {
    CausalSummary known = summary;
    if (known == null) {
      known = new CausalSummary(context, live(store));
      summary = known;
    }
    return known;
  }

  /** What a state with summary {@code peer} lacks of this: exactly what a join would find new. */
  public Causal<D> deltaSince(CausalSummary peer) {
    CausalContext unseen = context.minus(peer.context());
    CausalContext died = peer.live().intersection(context).minus(summary().live());
    CausalContext range = unseen.union(died);
    return range.equals(context) ? this : part(range);
  }

  /** Keyed hash of context and leaves; carried from state to state once it was asked for. */
  public Digest128 digest(HashSuite suite) {
    CausalDigest known = digest;
    if (known == null || !known.suite().equals(suite)) {
      known = CausalDigest.of(suite, context, store);
      digest = known;
    }
    return known.total();
  }

  /** Writes the canonical encoding. */
  public void write(CanonicalOut out) {
    out.writeByte(VERSION);
    context.write(out);
    store.write(out, context);
  }

  /** Reads what {@link #write} wrote and refuses all else. */
  public static <D extends DotStore> Causal<D> read(StoreShape<D> shape, CanonicalIn in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw in.malformed("unknown version of a state: " + version);
    }
    CausalContext context = CausalContext.read(in);
    StoreIn storeIn = new StoreIn(in, context);
    D store = shape.read(storeIn);
    storeIn.expectDotsUnique();
    return new Causal<>(shape, context, store);
  }

  private static CausalContext live(DotStore store) {
    ContextBuilder alive = CausalContext.builder();
    store.forEachDot(alive::add);
    return alive.build();
  }

  @SuppressWarnings("unchecked")
  private D cast(DotStore same) {
    return (D) same;
  }

  /** Over the state, not the value: context and store. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Causal<?> causal
        && context.equals(causal.context)
        && store.equals(causal.store);
  }

  @Override
  public int hashCode() {
    return 31 * context.hashCode() + store.hashCode();
  }

  @Override
  public String toString() {
    return store + " " + context;
  }
}
