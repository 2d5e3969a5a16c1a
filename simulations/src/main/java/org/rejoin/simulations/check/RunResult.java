package org.rejoin.simulations.check;

import java.util.List;
import java.util.Map;
import org.rejoin.simulations.world.Traffics;

/**
 * What came of a run.
 *
 * @param violated invariants that broke, sorted
 * @param words the first violations, and what could not be judged, in words
 * @param eventHash 32 hexadecimal digits over all events and effects
 * @param convergedMillis from the heal to equal data; -1 if that was not seen
 * @param traced how often the engine traced what, and refused operations why
 */
public record RunResult(
    String scenario,
    long seed,
    Verdict verdict,
    List<String> violated,
    List<String> words,
    String eventHash,
    double virtualSeconds,
    long events,
    long convergedMillis,
    Traffics traffics,
    Operations operations,
    Map<String, Long> traced) {
  /** How operations ended; unknown are those that may or may not have happened. */
  public record Operations(long ok, long failed, long unknown) {}

  /** The invariant that broke first; empty if none did. */
  public String firstViolated() {
    for (String word : words) {
      String invariant = word.substring(0, Math.max(0, word.indexOf(' ')));
      if (violated.contains(invariant)) {
        return invariant;
      }
    }
    return violated.isEmpty() ? "" : violated.get(0);
  }
}
