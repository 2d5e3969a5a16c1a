package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.Parts;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** A map whose later value of a key wins: correct without a flaw, and with one flaw otherwise. */
final class PlantedMap implements Editable<PlantedMap, PlantedMap.Editor> {
  enum Flaw {
    NONE(null),
    TIE_BY_ARRIVAL(Law.JOIN),
    JOIN_NOT_IDEMPOTENT(Law.JOIN),
    JOIN_CHANGES_THE_OTHER(Law.JOIN),
    DELTA_FORGETS_A_KEY(Law.DELTAS),
    THROWN_EDIT_STAYS(Law.DELTAS),
    NOVELTY_TOO_LARGE(Law.NOVELTY),
    NOVELTY_TOO_SMALL(Law.NOVELTY),
    ONE_PART_FOR_ALL(Law.DECOMPOSITION),
    PARTS_OVERLAP(Law.DECOMPOSITION),
    HALVES_LOSE_A_PART(Law.CHUNKS),
    SENDS_EVERYTHING(Law.SUMMARY),
    SUMMARY_IGNORES_STAMPS(Law.SUMMARY),
    READER_TAKES_ANY_ORDER(Law.CODEC),
    READER_THROWS_ANYTHING(Law.CODEC),
    DIGEST_BY_INSERTION(Law.DIGEST),
    DIGEST_GOES_STALE(Law.DIGEST),
    DIGEST_OMITS_STAMPS(Law.DIGEST),
    A_CHOSEN_PART_IS_KEPT_BACK(Law.PARTS);

    final Law breaks;

    Flaw(Law breaks) {
      this.breaks = breaks;
    }
  }

  record Cell(long stamp, String value) {
    boolean beats(Cell other, boolean tiesBroken) {
      return stamp != other.stamp
          ? stamp > other.stamp
          : tiesBroken && value.compareTo(other.value) > 0;
    }
  }

  private final Flaw flaw;
  private final Map<String, Cell> cells;
  private Digest128 kept;
  private HashSuite keptSuite;

  private PlantedMap(Flaw flaw, Map<String, Cell> cells) {
    this.flaw = flaw;
    this.cells = cells;
  }

  static Subject<PlantedMap, Editor> subject(Flaw flaw) {
    return new Subject<>(
        "planted " + flaw,
        new Type(flaw),
        (editor, seen, random) -> {
          for (int i = random.below(3); i > 0; i--) {
            editor.put(random.pick(List.of("a", "b", "c", "d")), random.pick(List.of("x", "y")));
          }
        });
  }

  static final class Editor {
    private final PlantedMap before;
    private final long stamp;
    private final Map<String, Cell> changes = new LinkedHashMap<>();

    private Editor(PlantedMap before, long stamp) {
      this.before = before;
      this.stamp = stamp;
    }

    void put(String key, String value) {
      Cell cell = new Cell(stamp, value);
      changes.merge(key, cell, (old, fresh) -> fresh.beats(old, true) ? fresh : old);
      if (before.flaw == Flaw.THROWN_EDIT_STAYS) {
        before.cells.put(key, cell);
      }
    }
  }

  @Override
  public Edited<PlantedMap> edit(Origin origin, Consumer<Editor> change) {
    Editor editor = new Editor(this, origin.stamp().bits());
    change.accept(editor);
    PlantedMap state = join(of(new LinkedHashMap<>(editor.changes)));
    if (flaw == Flaw.DELTA_FORGETS_A_KEY && editor.changes.size() > 1) {
      editor.changes.remove(editor.changes.keySet().iterator().next());
    }
    return new Edited<>(state, join(of(editor.changes), JoinReport.none()).novelty());
  }

  @Override
  public CrdtType<PlantedMap> type() {
    return new Type(flaw);
  }

  @Override
  public boolean isBottom() {
    return cells.isEmpty();
  }

  @Override
  public Joined<PlantedMap> join(PlantedMap other, JoinReport report) {
    Map<String, Cell> state = new LinkedHashMap<>(cells);
    Map<String, Cell> novelty = new LinkedHashMap<>();
    other.cells.forEach(
        (key, theirs) -> {
          Cell ours = cells.get(key);
          if (ours == null || theirs.beats(ours, flaw != Flaw.TIE_BY_ARRIVAL)) {
            state.put(key, theirs);
            novelty.put(key, theirs);
          } else if (flaw == Flaw.JOIN_NOT_IDEMPOTENT && ours.equals(theirs)) {
            state.put(key, new Cell(ours.stamp() + 1, ours.value()));
          }
        });
    if (flaw == Flaw.JOIN_CHANGES_THE_OTHER && !novelty.isEmpty()) {
      other.cells.putAll(cells);
    }
    if (flaw == Flaw.NOVELTY_TOO_SMALL && novelty.size() > 1) {
      novelty.remove(novelty.keySet().iterator().next());
    }
    PlantedMap joined = of(state);
    if (flaw == Flaw.DIGEST_GOES_STALE) {
      joined.kept = kept;
      joined.keptSuite = keptSuite;
    }
    return new Joined<>(joined, flaw == Flaw.NOVELTY_TOO_LARGE ? other : of(novelty));
  }

  @Override
  public Stream<PlantedMap> decompose() {
    if (flaw == Flaw.ONE_PART_FOR_ALL) {
      return isBottom() ? Stream.empty() : Stream.of(this);
    }
    List<PlantedMap> parts = new ArrayList<>();
    new TreeMap<>(cells)
        .forEach((key, cell) -> parts.add(of(new LinkedHashMap<>(Map.of(key, cell)))));
    if (flaw == Flaw.PARTS_OVERLAP && parts.size() > 1) {
      parts.add(parts.get(0));
    }
    return parts.stream();
  }

  @Override
  public List<PlantedMap> halves() {
    List<PlantedMap> halves = Editable.super.halves();
    return flaw == Flaw.HALVES_LOSE_A_PART && cells.size() == 3 ? halves.get(1).halves() : halves;
  }

  @Override
  public Parts<PlantedMap> parts() {
    Parts<PlantedMap> good = Editable.super.parts();
    return flaw == Flaw.A_CHOSEN_PART_IS_KEPT_BACK ? new KeptBack(good) : good;
  }

  /** Parts of which one is kept back, if two are sent. */
  private record KeptBack(Parts<PlantedMap> good) implements Parts<PlantedMap> {
    @Override
    public Summary outline() {
      return good.outline();
    }

    @Override
    public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
      good.forEach(suite, action);
    }

    @Override
    public PlantedMap choose(HashSuite suite, Predicate<? super Digest128> chosen) {
      return good.choose(suite, chosen);
    }

    @Override
    public Summary names(PlantedMap some) {
      return good.names(some);
    }

    @Override
    public PlantedMap missing(Peer<PlantedMap> peer, Sealed sealed) {
      List<PlantedMap> halves = good.missing(peer, sealed).halves();
      return halves.size() == 2 ? halves.get(0) : good.missing(peer, sealed);
    }
  }

  @Override
  public Summary summary() {
    return new Seen(this);
  }

  @Override
  public PlantedMap deltaSince(Summary peer) {
    PlantedMap theirs = ((Seen) peer).state;
    if (flaw == Flaw.SENDS_EVERYTHING) {
      return this;
    }
    Map<String, Cell> lacking = new LinkedHashMap<>();
    cells.forEach(
        (key, ours) -> {
          Cell known = theirs.cells.get(key);
          if (known == null || (flaw != Flaw.SUMMARY_IGNORES_STAMPS && ours.beats(known, true))) {
            lacking.put(key, ours);
          }
        });
    return of(lacking);
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarInt(cells.size());
    new TreeMap<>(cells)
        .forEach(
            (key, cell) ->
                out.writeString(key).writeVarLong(cell.stamp()).writeString(cell.value()));
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    if (suite.equals(keptSuite)) {
      return kept;
    }
    CanonicalOut out = new CanonicalOut();
    if (flaw == Flaw.DIGEST_BY_INSERTION) {
      cells.forEach((key, cell) -> out.writeString(key + cell));
    } else if (flaw == Flaw.DIGEST_OMITS_STAMPS) {
      new TreeMap<>(cells).forEach((key, cell) -> out.writeString(key + cell.value()));
    } else {
      write(out);
    }
    keptSuite = suite;
    kept = suite.hash128(HashDomain.LEAF, out.toByteArray());
    return kept;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlantedMap map && cells.equals(map.cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  @Override
  public String toString() {
    return new TreeMap<>(cells).toString();
  }

  private PlantedMap of(Map<String, Cell> other) {
    return new PlantedMap(flaw, other);
  }

  private record Seen(PlantedMap state) implements Summary {
    @Override
    public boolean covers(Summary other) {
      return ((Seen) other).state.deltaSince(this).isBottom();
    }

    @Override
    public void write(CanonicalOut out) {
      state.write(out);
    }
  }

  private record Type(Flaw flaw) implements CrdtType<PlantedMap> {
    @Override
    public String tag() {
      return "planted/1";
    }

    @Override
    public PlantedMap bottom() {
      return new PlantedMap(flaw, new LinkedHashMap<>());
    }

    @Override
    public PlantedMap read(CanonicalIn in) {
      int count = flaw == Flaw.READER_THROWS_ANYTHING ? in.readVarInt(1 << 20) : in.readCount(3);
      Map<String, Cell> cells = new LinkedHashMap<>();
      String last = null;
      for (int i = 0; i < count; i++) {
        if (flaw == Flaw.READER_THROWS_ANYTHING && in.remaining() == 0) {
          throw new IndexOutOfBoundsException(i);
        }
        String key = in.readString();
        boolean ascends = last == null || last.compareTo(key) < 0;
        if (!ascends && flaw != Flaw.READER_TAKES_ANY_ORDER) {
          throw in.malformed("keys have to ascend");
        }
        last = key;
        cells.put(key, new Cell(in.readVarLong(), in.readString()));
      }
      return new PlantedMap(flaw, cells);
    }

    @Override
    public Summary readSummary(CanonicalIn in) {
      return new Seen(read(in));
    }
  }
}
