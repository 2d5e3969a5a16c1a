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
    JoinSearch found = new JoinSearch(store, other.store, report);
    if (unseen != other.context) {
      found.lookAt(other.context.minus(unseen));
    }
    if (unseen.isEmpty() && found.nothing()) {
      return new CausalJoined<>(this, bottom(shape));
    }
    List<Dot> gone = Dots.sorted(found.gone());
    if (found.raised().isEmpty() && unseen.size() + gone.size() == other.context.size()) {
      D after = cast(store.change(gone, other.store));
      return new CausalJoined<>(successor(after, gone, null, other), other);
    }
    other.store.forEachDotIn(unseen, found.fresh()::add);
    List<Dot> fresh = Dots.sorted(found.fresh());
    List<Dot> changed = Dots.merge(gone, found.raised());
    CausalContext told = unseen.union(CausalContext.ofAscending(changed));
    Causal<D> novelty = new Causal<>(shape, told, cast(other.store.beyond(fresh, found.known())));
    D after = cast(store.change(gone, novelty.store));
    return new CausalJoined<>(successor(after, changed, fresh, novelty), novelty);
  }

  /**
   * The state with {@code after} in place of the store.
   *
   * @param gone dots whose leaves here are no more, or are other ones
   * @param fresh dots whose leaves in {@code after} are not here; null for all in the delta
   */
  private Causal<D> successor(D after, List<Dot> gone, @Nullable List<Dot> fresh, Causal<D> delta) {
    Causal<D> next = new Causal<>(shape, context.union(delta.context), after);
    CausalDigest known = digest;
    if (known != null) {
      List<Dot> came = fresh == null ? delta.liveDots() : fresh;
      D holder = store.holdsTallies() ? after : delta.store; // quick to search
      next.digest = known.changed(gone, store, came, holder, context, next.context);
    }
    return next;
  }

  private List<Dot> liveDots() {
    List<Dot> live = new ArrayList<>();
    store.forEachDot(live::add);
    return live;
  }

  /**
   * Whether this, as novelty of a join into {@code before}, holds what only {@code self} makes, but
   * did not: dots of {@code self} that {@code before} lacks, or more counts or the end of a tally.
   */
  public boolean showsReuseOf(ReplicaId self, Causal<D> before) {
    return context.indexOf(self) >= 0
        && (context.minus(before.context).indexOf(self) >= 0 || changesTallyOf(self, before));
  }

  private boolean changesTallyOf(ReplicaId self, Causal<D> before) {
    if (!store.holdsTallies()) {
      return false;
    }
    boolean[] changes = new boolean[1];
    before.store.forEachDotIn(
        context,
        dot -> {
          if (dot.replica().equals(self) && before.store.tally(dot) != null) {
            Tally news = store.tally(dot);
            changes[0] |= news == null || news.up() > 0 || news.down() > 0;
          }
        });
    return changes[0];
  }

  /** This with another context, which holds all live dots. */
  Causal<D> withContext(CausalContext other) {
    if (other.equals(context)) {
      return this;
    }
    Causal<D> next = new Causal<>(shape, other, store);
    CausalDigest known = digest;
    next.digest =
        known == null ? null : known.changed(List.of(), store, List.of(), store, context, other);
    return next;
  }

  /** This with live dots {@code gone} dead. */
  Causal<D> withoutLeaves(List<Dot> gone) {
    return gone.isEmpty()
        ? this
        : successor(cast(store.minus(gone)), gone, List.of(), bottom(shape));
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
    List<Dot> raised = edit.raisedBefore(after);
    List<Dot> fresh = alive(edit.created(), after);
    if (gone.isEmpty() && fresh.isEmpty() && raised.isEmpty()) {
      return new CausalEdited<>(this, bottom(shape));
    }
    List<Dot> touched = Dots.merge(Dots.merge(gone, raised), edit.created());
    List<Dot> came = Dots.merge(raised, fresh);
    D news = cast(after.beyond(came, raised.isEmpty() ? DotStore.Known.NOTHING : store::tally));
    Causal<D> delta = new Causal<>(shape, CausalContext.ofAscending(touched), news);
    return new CausalEdited<>(successor(after, Dots.merge(gone, raised), came, delta), delta);
  }

  private static List<Dot> alive(List<Dot> dots, DotStore store) {
    List<Dot> alive = new ArrayList<>(dots.size());
    for (Dot dot : dots) {
      if (store.contains(dot)) {
        alive.add(dot);
      }
    }
    return alive;
  }

  /** One part a dot, ascending: alive with its leaf, or dead; a tally gives a part a cell. */
  public Stream<Causal<D>> decompose() {
    return context.dots().flatMap(this::parts);
  }

  private Stream<Causal<D>> parts(Dot dot) {
    CausalContext range = CausalContext.of(dot);
    Tally tally = shape.empty().holdsTallies() ? store.tally(dot) : null;
    if (tally == null) {
      return Stream.of(part(range));
    }
    return tally.parts().stream()
        .map(cell -> tally.without(cell))
        .map(rest -> cast(store.beyond(List.of(dot), of -> rest)))
        .map(cells -> new Causal<>(shape, range, cells));
  }

  /**
   * Two parts that join to this, about equal in size; just this if it is one dot. Cuts between
   * dots, so that contexts stay short.
   */
  public List<Causal<D>> halves() {
    Dot cut = middle();
    if (cut == null) {
      return decompose().limit(2).count() < 2 ? decompose().toList() : cells();
    }
    CausalContext low = context.before(cut);
    return List.of(part(low), part(context.minus(low)));
  }

  /** The first cell of a single tally, and the others. */
  private List<Causal<D>> cells() {
    List<Causal<D>> parts = decompose().toList();
    Causal<D> others =
        parts.stream()
            .skip(1)
            .reduce(bottom(shape), (a, b) -> a.join(b, JoinReport.none()).state());
    return List.of(parts.get(0), others);
  }

  /** A dot that has dots of the context before it; null if there is but one dot. */
  private @Nullable Dot middle() {
    List<Dot> alive = Dots.sorted(liveDots());
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
  Causal<D> part(CausalContext range) {
    return part(range, DotStore.Known.NOTHING);
  }

  /** The same, and of tallies just the cells beyond those {@code known}. */
  private Causal<D> part(CausalContext range, DotStore.Known known) {
    List<Dot> alive = new ArrayList<>();
    store.forEachDotIn(range, alive::add);
    return new Causal<>(shape, range, cast(store.beyond(Dots.sorted(alive), known)));
  }

  /** Context and live dots; O(n) the first time. */
  public CausalSummary summary() {
    CausalSummary known = summary;
    if (known == null) {
      known = new CausalSummary(context, live(store), tallies());
      summary = known;
    }
    return known;
  }

  private DotTally tallies() {
    DotTally[] all = {DotTally.shape().empty()};
    if (store.holdsTallies()) {
      store.forEachDot(
          dot -> {
            Tally tally = store.tally(dot);
            all[0] = tally == null ? all[0] : all[0].put(dot, tally);
          });
    }
    return all[0];
  }

  /** What a state with summary {@code peer} lacks of this: exactly what a join would find new. */
  public Causal<D> deltaSince(CausalSummary peer) {
    CausalContext unseen = context.minus(peer.context());
    CausalContext died = peer.live().intersection(context).minus(summary().live());
    List<Dot> raised = raisedSince(peer);
    CausalContext range = unseen.union(died).union(CausalContext.of(raised));
    return raised.isEmpty() && range.equals(context) ? this : part(range, peer.tallies()::tally);
  }

  /** The dots of tallies alive at both that have a higher cell here. */
  private List<Dot> raisedSince(CausalSummary peer) {
    List<Dot> raised = new ArrayList<>();
    summary()
        .tallies()
        .forEach(
            (dot, tally) -> {
              Tally known = peer.tallies().tally(dot);
              if (known != null && !known.covers(tally)) {
                raised.add(dot);
              }
            });
    return raised;
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
    store.write(out, new DotTable(context));
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
