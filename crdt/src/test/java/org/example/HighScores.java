package org.example;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** Somebody else's data type: each player's best score; join takes the higher. */
final class HighScores implements Editable<HighScores, HighScores.Editor> {
  static final CrdtType<HighScores> TYPE = new Type();

  private final TreeMap<String, Integer> best;

  private HighScores(Map<String, Integer> best) {
    this.best = new TreeMap<>(best);
  }

  /** The best score of each player. */
  Map<String, Integer> best() {
    return new TreeMap<>(best);
  }

  /** Records scores within one edit. */
  static final class Editor {
    private final TreeMap<String, Integer> scored = new TreeMap<>();

    /** A game that {@code player} ended with {@code points}, 1 or more. */
    void score(String player, int points) {
      scored.merge(player, points, Math::max);
    }
  }

  @Override
  public Edited<HighScores> edit(Origin origin, Consumer<Editor> change) {
    Editor editor = new Editor();
    change.accept(editor);
    Joined<HighScores> joined = join(new HighScores(editor.scored), JoinReport.none());
    return new Edited<>(joined.state(), joined.novelty());
  }

  // region join
  @Override
  public Joined<HighScores> join(HighScores other, JoinReport report) {
    HighScores higher = other.deltaSince(summary());
    TreeMap<String, Integer> both = new TreeMap<>(best);
    both.putAll(higher.best);
    return new Joined<>(new HighScores(both), higher);
  }

  // endregion join

  @Override
  public HighScores deltaSince(Summary peer) {
    TreeMap<String, Integer> lacking = new TreeMap<>(best);
    lacking.entrySet().removeIf(mine -> mine.getValue() <= ((Seen) peer).best(mine.getKey()));
    return new HighScores(lacking);
  }

  @Override
  public Summary summary() {
    return new Seen(this);
  }

  @Override
  public Stream<HighScores> decompose() {
    return best.entrySet().stream()
        .map(one -> new HighScores(Map.of(one.getKey(), one.getValue())));
  }

  @Override
  public boolean isBottom() {
    return best.isEmpty();
  }

  @Override
  public CrdtType<HighScores> type() {
    return TYPE;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarInt(best.size());
    best.forEach((player, points) -> out.writeString(player).writeVarInt(points));
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    return suite.hash128(HashDomain.LEAF, toBytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HighScores scores && best.equals(scores.best);
  }

  @Override
  public int hashCode() {
    return best.hashCode();
  }

  @Override
  public String toString() {
    return best.toString();
  }

  /** What a state has seen is the state. */
  private record Seen(HighScores state) implements Summary {
    private int best(String player) {
      return state.best.getOrDefault(player, 0);
    }

    @Override
    public boolean covers(Summary other) {
      return ((Seen) other).state.deltaSince(this).isBottom();
    }

    @Override
    public void write(CanonicalOut out) {
      state.write(out);
    }
  }

  private static final class Type implements CrdtType<HighScores> {
    @Override
    public String tag() {
      return "example-highscores/1";
    }

    @Override
    public HighScores bottom() {
      return new HighScores(Map.of());
    }

    // region read
    @Override
    public HighScores read(CanonicalIn in) {
      TreeMap<String, Integer> best = new TreeMap<>();
      for (int i = in.readCount(2); i > 0; i--) {
        String player = in.readString();
        if (!best.isEmpty() && best.lastKey().compareTo(player) >= 0) {
          throw in.malformed("players have to ascend");
        }
        int points = in.readVarInt(Integer.MAX_VALUE);
        if (points == 0) {
          throw in.malformed("a score of nothing");
        }
        best.put(player, points);
      }
      return new HighScores(best);
    }

    // endregion read

    @Override
    public Summary readSummary(CanonicalIn in) {
      return new Seen(read(in));
    }
  }
}
