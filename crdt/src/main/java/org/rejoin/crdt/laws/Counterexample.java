package org.rejoin.crdt.laws;

import java.util.List;

/**
 * A broken law, with the smallest values found that break it.
 *
 * @param law which one
 * @param subject the type's name
 * @param origin what gives the same counterexample again: a seed, or an exhaustive run
 * @param claim what should hold, with what was found instead
 * @param values the states that it does not hold for, as text and bytes
 * @param history how they came about, step by step
 */
public record Counterexample(
    Law law,
    String subject,
    String origin,
    String claim,
    List<String> values,
    List<String> history) {
  /** Copies the lists. */
  public Counterexample {
    values = List.copyOf(values);
    history = List.copyOf(history);
  }

  /** Several lines for the person who has to find the fault. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(subject).append(" breaks ").append(law).append(" (").append(origin).append("): ");
    text.append(claim);
    for (int i = 0; i < values.size(); i++) {
      text.append("\n  value ").append(i + 1).append(": ").append(values.get(i));
    }
    for (int i = 0; i < history.size(); i++) {
      text.append("\n  step ").append(i + 1).append(": ").append(history.get(i));
    }
    return text.toString();
  }
}
