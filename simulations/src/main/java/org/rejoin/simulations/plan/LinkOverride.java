package org.rejoin.simulations.plan;

import java.util.List;

/**
 * Another quality for some directed links.
 *
 * @param from indices of senders; empty: all
 * @param to indices of receivers; empty: all
 * @param classes classes of frames; empty: all
 */
public record LinkOverride(
    List<Integer> from, List<Integer> to, List<String> classes, LinkQuality quality) {
  /** Copies the lists, refuses classes that are none. */
  public LinkOverride {
    from = List.copyOf(from);
    to = List.copyOf(to);
    classes = List.copyOf(classes);
    classes.forEach(PlanConfig::checkClass);
  }

  boolean isFor(int sender, int receiver, String trafficClass) {
    return (from.isEmpty() || from.contains(sender))
        && (to.isEmpty() || to.contains(receiver))
        && (classes.isEmpty() || classes.contains(trafficClass));
  }
}
