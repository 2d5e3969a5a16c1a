package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.laws.Exhaustive;
import org.rejoin.crdt.laws.GoldenVectors;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.laws.SpecEvent;
import org.rejoin.crdt.laws.Subject;

/** The guide's example: what somebody outside this project writes to check a type. */
class HighScoresTest {
  // region laws
  @Test
  void laws() {
    Laws.of(
            new Subject<>(
                "HighScores",
                HighScores.TYPE,
                (HighScores.Editor editor, HighScores seen, SeededRandom random) ->
                    editor.score(random.pick(List.of("ann", "bob")), 1 + random.below(9))))
        .checkSeeds(1, 200)
        .ifPresent(broken -> fail(broken.toString()));
  }

  // endregion laws

  // region exhaustive
  @Test
  void small_histories() {
    Exhaustive.of("HighScores", HighScores.TYPE, GAMES, GamesToScores::score)
        .withSpec(new BestOfAll(), HighScores::best)
        .check(3)
        .ifPresent(broken -> fail(broken.toString()));
  }

  // endregion exhaustive

  /** What {@code GoldenVectors.lines} gave when version 1 came out; better kept in a file. */
  static final List<String> KEPT =
      List.of(
          "{\"name\": \"one player\", \"type\": \"example-highscores/1\","
              + " \"state\": \"0103616e6e05\", \"summary\": \"0103616e6e05\","
              + " \"digest\": \"d9bc7b495da819254f4865dec5c15699\"}");

  // region vectors
  @Test
  void bytes_stay_what_they_are() {
    Origin origin = new Origin(new ReplicaId(1), Hlc.ZERO);
    HighScores ann = HighScores.TYPE.bottom().edit(origin, e -> e.score("ann", 5)).state();
    assertThat(GoldenVectors.differences(KEPT, Map.of("one player", ann))).isEmpty();
  }

  // endregion vectors

  // region spec
  record Game(String player, int points) {}

  static final List<Game> GAMES =
      List.of(new Game("ann", 1), new Game("ann", 2), new Game("bob", 1));

  static final class BestOfAll implements Spec<Game, Map<String, Integer>> {
    @Override
    public boolean writes(Game game) {
      return true;
    }

    @Override
    public boolean replaces(Game game, Game earlier) {
      return false;
    }

    @Override
    public boolean cumulative() {
      return true;
    }

    @Override
    public Map<String, Integer> value(List<SpecEvent<Game>> games) {
      Map<String, Integer> best = new TreeMap<>();
      games.forEach(game -> best.merge(game.op().player(), game.op().points(), Math::max));
      return best;
    }
  }

  // endregion spec

  // region binding
  static final class GamesToScores
      implements SpecBinding<HighScores, HighScores.Editor, Game, Map<String, Integer>> {
    static void score(HighScores.Editor editor, Game game) {
      editor.score(game.player(), game.points());
    }

    @Override
    public Game randomOp(SeededRandom random) {
      return random.pick(GAMES);
    }

    @Override
    public void apply(HighScores.Editor editor, Game game) {
      score(editor, game);
    }

    @Override
    public Map<String, Integer> observe(HighScores scores) {
      return scores.best();
    }
  }

  @Test
  void laws_and_meaning() {
    SpecBinding<HighScores, HighScores.Editor, Game, Map<String, Integer>> binding =
        new GamesToScores();
    Laws.of(Subject.of("HighScores", HighScores.TYPE, binding))
        .withSpec(new BestOfAll(), binding)
        .checkSeeds(1, 50)
        .ifPresent(broken -> fail(broken.toString()));
  }
  // endregion binding
}
