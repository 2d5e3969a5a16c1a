package org.rejoin.crdt.laws;

import java.util.List;

/**
 * A broken law, with the smallest values found that break it.
 *
 * @param law which one
 * @param subject the type's name
 * @param seed gives the same counterexample again
 * @param claim what should hold, with what was found instead
 * @param values the states that it does not hold for, as text and bytes
 */
public record Counterexample(
    Law law, String subject, long seed, String claim, List<String> values) {
  /** Copies the list. */
  public Counterexample {
    values = List.copyOf(values);
  }

  /** Several lines for the person who has to find the fault. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(subject)
        .append(" breaks ")
        .append(law)
        .append(" (seed ")
        .append(seed)
        .append("): ");
    text.append(claim);
    for (int i = 0; i < values.size(); i++) {
      text.append("\n  value ").append(i + 1).append(": ").append(values.get(i));
    }
    return text.toString();
  }
}
