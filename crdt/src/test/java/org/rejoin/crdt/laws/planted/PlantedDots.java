package org.rejoin.crdt.laws.planted;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Settlement;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.Tombstones;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A naive causal type: live dots with a leaf each, and a context. By what its editor does it is a
 * set, one whose removals win, a last-writer-wins register or a resettable counter; by its fault it
 * is wrong in one line.
 */
final class PlantedDots extends Planted<PlantedDots, PlantedDots.Editor> implements Tombstones {
  /** Set: the element. Register: the value and its stamp. Counter: sum, and what a reset saw. */
  record Leaf(String text, long high, long low) {
    Leaf max(Leaf other) {
      return new Leaf(text, Math.max(high, other.high), Math.max(low, other.low));
    }

    Leaf beyond(Leaf known) {
      return new Leaf(text, high > known.high ? high : 0, low > known.low ? low : 0);
    }

    boolean isBeyond(Leaf known) {
      return !max(known).equals(known);
    }

    List<Leaf> parts() {
      return high == 0 || low == 0
          ? List.of(this)
          : List.of(new Leaf(text, high, 0), new Leaf(text, 0, low));
    }
  }

  private final Fault fault;
  private final TreeMap<Dot, Leaf> live;
  private final Runs context;

  private PlantedDots(Fault fault, Map<Dot, Leaf> live, Runs context) {
    this.fault = fault;
    this.live = new TreeMap<>(live);
    this.context = context;
  }

  static CrdtType<PlantedDots> type(Fault fault) {
    return new DotsType(fault);
  }

  List<String> elements() {
    return live.values().stream().map(Leaf::text).distinct().sorted().toList();
  }

  /** Of a set whose removals win: what was added and nowhere removed. */
  List<String> unvetoed() {
    return live.values().stream()
        .map(Leaf::text)
        .filter(text -> text.startsWith("+") && !isVetoed(text))
        .map(text -> text.substring(1))
        .distinct()
        .sorted()
        .toList();
  }

  private boolean isVetoed(String text) {
    return live.values().stream().anyMatch(leaf -> leaf.text().equals("-" + text.substring(1)));
  }

  @Override
  public List<Dot> tombstones() {
    return live.keySet().stream()
        .filter(dot -> !leaf(dot).text().isEmpty() && isVetoed(leaf(dot).text()))
        .toList();
  }

  @Override
  public boolean hasSeen(List<Dot> named) {
    return context.dots().containsAll(named);
  }

  @Override
  public boolean mayForget(List<Dot> named) {
    List<String> hit = named.stream().filter(live::containsKey).map(this::thing).toList();
    return fault == Fault.MEMBER_AGREES_TO_ALL
        || live.keySet().stream()
            .filter(dot -> hit.contains(thing(dot)))
            .allMatch(dot -> named.contains(dot) && isVetoed(leaf(dot).text()));
  }

  private String thing(Dot dot) {
    String text = leaf(dot).text();
    return text.isEmpty() ? text : text.substring(1);
  }

  @Override
  public PlantedDots settle(Settlement settlement) {
    TreeMap<Dot, Leaf> kept = new TreeMap<>(live);
    kept.keySet().removeAll(settlement.dots());
    if (fault == Fault.SETTLING_DROPS_A_LIVE_DOT && kept.size() < live.size()) {
      kept.pollFirstEntry();
    }
    return of(kept, context);
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, PlantedDots before) {
    return fault != Fault.GUARD_IS_BLIND
        && context.dots().stream()
            .filter(dot -> dot.replica().equals(self))
            .anyMatch(dot -> !before.context.contains(dot) || isNews(dot, before));
  }

  private boolean isNews(Dot dot, PlantedDots before) {
    Leaf known = before.live.get(dot);
    Leaf news = live.get(dot);
    return news == null
        ? fault == Fault.GUARD_CRIES_WOLF
        : known != null && news.high() > known.high();
  }

  long total() {
    return live.values().stream().mapToLong(leaf -> leaf.high() - leaf.low()).sum();
  }

  List<String> latest() {
    return winner().map(dot -> leaf(dot).text()).toList();
  }

  private Stream<Dot> winner() {
    return live.keySet().stream()
        .max(Comparator.<Dot>comparingLong(dot -> leaf(dot).high()).thenComparing(Dot::replica))
        .stream();
  }

  private Leaf leaf(Dot dot) {
    return live.get(dot);
  }

  static final class Editor {
    private final PlantedDots before;
    private final Origin origin;
    private final TreeMap<Dot, Leaf> live;
    private final TreeMap<Dot, Leaf> fresh = new TreeMap<>();
    private final List<Dot> killed = new ArrayList<>();
    private long next;

    private Editor(PlantedDots before, Origin origin) {
      this.before = before;
      this.origin = origin;
      this.live = new TreeMap<>(before.live);
      this.next =
          1
              + before.context.dots().stream()
                  .filter(dot -> dot.replica().equals(origin.replica()))
                  .mapToLong(Dot::counter)
                  .max()
                  .orElse(0);
    }

    void add(String element) {
      List<Dot> seen = dotsOf(element);
      if (before.fault == Fault.ADD_COVERS_UNSEEN_DOTS) {
        seen = seen.stream().flatMap(Editor::upTo).toList();
      }
      kill(seen);
      put(new Dot(origin.replica(), next++), new Leaf(element, 0, 0));
    }

    void remove(String element) {
      kill(dotsOf(element));
    }

    /** A set whose removals win: an operation replaces those on its element that it saw. */
    void write(String signed) {
      List<Dot> seen = new ArrayList<>(dotsOf("+" + signed.substring(1)));
      seen.addAll(dotsOf("-" + signed.substring(1)));
      kill(seen);
      put(new Dot(origin.replica(), next++), new Leaf(signed, 0, 0));
    }

    void set(String value) {
      kill(List.copyOf(live.keySet()));
      put(new Dot(origin.replica(), next++), new Leaf(value, origin.stamp().millis(), 0));
    }

    void increment(long amount) {
      Dot own =
          live.keySet().stream()
              .filter(dot -> dot.replica().equals(origin.replica()))
              .findFirst()
              .orElseGet(() -> new Dot(origin.replica(), next++));
      Leaf old = live.getOrDefault(own, new Leaf("", 0, 0));
      put(own, new Leaf("", old.high() + amount, old.low()));
    }

    void reset() {
      for (Dot dot : List.copyOf(live.keySet())) {
        Leaf cell = live.get(dot);
        if (before.fault == Fault.RESET_TAKES_THE_CELL_AWAY) {
          kill(List.of(dot));
        } else {
          put(dot, new Leaf("", cell.high(), cell.high()));
        }
      }
    }

    private List<Dot> dotsOf(String element) {
      return live.keySet().stream().filter(dot -> live.get(dot).text().equals(element)).toList();
    }

    private static Stream<Dot> upTo(Dot dot) {
      return LongStream.rangeClosed(1, dot.counter()).mapToObj(n -> new Dot(dot.replica(), n));
    }

    private void kill(List<Dot> dots) {
      live.keySet().removeAll(dots);
      fresh.keySet().removeAll(dots);
      killed.addAll(dots);
    }

    private void put(Dot dot, Leaf leaf) {
      live.put(dot, leaf);
      fresh.put(dot, leaf);
    }
  }

  @Override
  public Edited<PlantedDots> edit(Origin origin, Consumer<Editor> change) {
    Editor editor = new Editor(this, origin);
    change.accept(editor);
    List<Dot> touched = new ArrayList<>(editor.killed);
    touched.addAll(editor.fresh.keySet());
    if (fault == Fault.REMOVE_FORGETS_THE_DOT) {
      touched.removeAll(editor.killed);
      List<Dot> known = new ArrayList<>(context.dots());
      known.removeAll(editor.killed);
      known.addAll(touched);
      return new Edited<>(of(editor.live, Runs.of(known)), of(editor.fresh, Runs.of(touched)));
    }
    PlantedDots delta = of(editor.fresh, Runs.of(touched));
    return new Edited<>(join(delta), join(delta, JoinReport.none()).novelty());
  }

  @Override
  public Joined<PlantedDots> join(PlantedDots other, JoinReport report) {
    TreeMap<Dot, Leaf> both = new TreeMap<>();
    TreeMap<Dot, Leaf> fresh = new TreeMap<>();
    List<Dot> unknown = new ArrayList<>(other.context.dots());
    unknown.removeAll(context.dots());
    live.forEach(
        (dot, leaf) -> {
          Leaf there = other.live.get(dot);
          if (there != null) {
            both.put(dot, leaf.max(there));
            if (there.isBeyond(leaf)) {
              fresh.put(dot, there.beyond(leaf));
              unknown.add(dot);
            }
          } else if (other.context.contains(dot)) {
            unknown.add(dot);
          } else {
            both.put(dot, leaf);
          }
        });
    other.live.forEach(
        (dot, leaf) -> {
          if (!context.contains(dot)) {
            both.put(dot, leaf);
            fresh.put(dot, leaf);
          }
        });
    PlantedDots joined =
        of(both, context.union(other.context, fault != Fault.CONTEXT_IS_NOT_FUSED));
    if (fault == Fault.LOSERS_GO_AT_JOIN) {
      both.keySet().retainAll(joined.winner().toList());
      joined = of(both, joined.context);
    }
    return new Joined<>(joined, of(fresh, Runs.of(unknown)));
  }

  @Override
  public Stream<PlantedDots> decompose() {
    return context.dots().stream()
        .flatMap(
            dot ->
                live.containsKey(dot)
                    ? leaf(dot).parts().stream().map(leaf -> part(dot, Map.of(dot, leaf)))
                    : Stream.of(part(dot, Map.of())));
  }

  private PlantedDots part(Dot dot, Map<Dot, Leaf> leaf) {
    boolean whole = fault == Fault.PARTS_CARRY_THE_CONTEXT && !leaf.isEmpty();
    List<Dot> dead = new ArrayList<>(context.dots());
    dead.removeAll(live.keySet());
    dead.add(dot);
    return of(leaf, whole ? Runs.of(dead) : Runs.of(List.of(dot)));
  }

  @Override
  public PlantedDots deltaSince(Summary peer) {
    PlantedDots lacking = super.deltaSince(peer);
    return fault == Fault.DELTA_SINCE_OMITS_REMOVALS
        ? of(lacking.live, Runs.of(lacking.live.keySet()))
        : lacking;
  }

  @Override
  public void write(CanonicalOut out) {
    context.write(out);
    writeLive(out);
  }

  private void writeLive(CanonicalOut out) {
    out.writeVarInt(live.size());
    live.forEach(
        (dot, leaf) -> {
          dot.replica().write(out);
          out.writeVarLong(dot.counter()).writeString(leaf.text());
          out.writeVarLong(leaf.high()).writeVarLong(leaf.low());
        });
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    if (fault == Fault.DIGEST_OMITS_THE_CONTEXT) {
      CanonicalOut out = new CanonicalOut();
      writeLive(out);
      return suite.hash128(HashDomain.LEAF, out.toByteArray());
    }
    return super.digest(suite);
  }

  private PlantedDots of(Map<Dot, Leaf> leaves, Runs known) {
    return new PlantedDots(fault, leaves, known);
  }

  @Override
  PlantedDots self() {
    return this;
  }

  @Override
  public CrdtType<PlantedDots> type() {
    return type(fault);
  }

  @Override
  public String toString() {
    return live.values().stream().map(Leaf::toString).collect(Collectors.joining(" "))
        + " "
        + context.dots();
  }

  private static final class DotsType extends Type<PlantedDots> {
    private final Fault fault;

    private DotsType(Fault fault) {
      this.fault = fault;
    }

    @Override
    public String tag() {
      return "planted-dots/1";
    }

    @Override
    public PlantedDots bottom() {
      return new PlantedDots(fault, Map.of(), Runs.EMPTY);
    }

    @Override
    public PlantedDots read(CanonicalIn in) {
      Runs context = Runs.read(in);
      TreeMap<Dot, Leaf> live = new TreeMap<>();
      for (int i = in.readCount(12); i > 0; i--) {
        ReplicaId replica = ReplicaId.read(in);
        int counter = in.readVarInt(1 << 20);
        if (counter < 1) {
          throw in.malformed("a dot counts from 1");
        }
        Dot dot = new Dot(replica, counter);
        boolean ascends = live.isEmpty() || live.lastKey().compareTo(dot) < 0;
        if (!ascends || !context.contains(dot)) {
          throw in.malformed("dots have to ascend and be in the context");
        }
        live.put(dot, new Leaf(in.readString(), in.readVarLong(), in.readVarLong()));
      }
      return new PlantedDots(fault, live, context);
    }
  }
}
