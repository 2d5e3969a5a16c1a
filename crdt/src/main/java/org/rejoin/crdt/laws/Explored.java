package org.rejoin.crdt.laws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Exhaustive} run went through.
 *
 * @param edits the length of its histories
 * @param histories how many there were of that length
 * @param specials how many cuts, deletes and losses of a state there were in all shorter ones
 * @param states how many different states came up
 * @param joins how many different pairs of states were joined
 * @param counterexample to the first law found broken, where the run ended; or null
 */
public record Explored(
    int edits,
    long histories,
    long specials,
    int states,
    int joins,
    @Nullable Counterexample counterexample) {
  /** The broken law, if there is one. */
  public Optional<Counterexample> broken() {
    return Optional.ofNullable(counterexample);
  }
}
