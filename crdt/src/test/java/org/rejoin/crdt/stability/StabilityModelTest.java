package org.rejoin.crdt.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.stability.Op.Kind;

/**
 * No order of messages, exchanges, crashes and arrivals breaks a promise of section 9 of {@code
 * docs/protocol.md}, within each scope. All worlds of the first scopes are visited, and those of
 * the deep ones up to a number, breadth first; there are more with {@code -Drejoin.long=true}.
 */
class StabilityModelTest {
  private static final int MOST = Boolean.getBoolean("rejoin.long") ? 300_000 : 70_000;

  static List<Scope> scopes() {
    return List.of(
        Scope.of(3, 2, Kind.ADD, Kind.DELETE),
        Scope.of(2, 2, Kind.ADD, Kind.DELETE).cuts(2, 2).copies(1),
        Scope.of(2, 1, Kind.DELETE).cuts(1, 2).restarts(1).deltas(),
        Scope.of(3, 2, Kind.ADD, Kind.REMOVE).removeWins().deltas(),
        Scope.of(2, 2, Kind.ADD, Kind.REMOVE).removeWins().founders(1),
        Scope.of(2, 2, Kind.ADD, Kind.REMOVE).removeWins().copies(1).cuts(1, 2),
        Scope.of(3, 1, Kind.ADD).restarts(1).deltas(),
        Scope.of(2, 2, Kind.ADD, Kind.REMOVE).restarts(1).deltas(),
        Scope.of(3, 2, Kind.INCREMENT).restarts(1),
        Scope.of(2, 1, Kind.INCREMENT).absent(1).restores(1).cuts(2, 1),
        Scope.of(3, 1, Kind.DELETE).absent(1).proposedByAll());
  }

  static Stream<Scope> deepScopes() {
    return Boolean.getBoolean("rejoin.long")
        ? Stream.of(
            Scope.of(3, 1, Kind.INCREMENT).restarts(1).copies(1),
            Scope.of(3, 3, Kind.ADD, Kind.DELETE),
            Scope.of(3, 2, Kind.ADD, Kind.REMOVE).removeWins().copies(1),
            Scope.of(3, 2, Kind.ADD, Kind.REMOVE).removeWins().founders(1),
            Scope.of(3, 1, Kind.ADD).restarts(1).absent(1).cuts(2, 2),
            Scope.of(2, 2, Kind.ADD, Kind.REMOVE).removeWins().restarts(1).founders(1).cuts(2, 2),
            Scope.of(2, 2, Kind.INCREMENT).absent(1).restores(1).cuts(2, 2).deltas(),
            Scope.of(3, 2, Kind.INCREMENT).absent(1).founders(1).restores(1).cuts(2, 1),
            Scope.of(2, 2, Kind.ADD, Kind.DELETE).restarts(1).absent(1).cuts(2, 2).deltas())
        : Stream.of(Scope.of(3, 1, Kind.INCREMENT).restarts(1).copies(1));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void everyOrder_keepsThePromises(Scope scope) {
    Explorer.Found found = explore(scope);
    assertThat(found.all()).as("%d worlds", found.worlds()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("deepScopes")
  void manyOrders_keepThePromises(Scope scope) {
    explore(scope);
  }

  private static Explorer.Found explore(Scope scope) {
    Explorer.Found found = new Explorer(scope, new Rules(), MOST).run();
    assertThat(found.broken()).as(found.story()).isEmpty();
    assertThat(found.decided()).as("decisions").isPositive();
    return found;
  }
}
