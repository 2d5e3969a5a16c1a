package org.rejoin.simulations.plan;

import java.util.List;
import java.util.Optional;

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

  /** Without a node; empty if no link of its own is left. */
  Optional<LinkOverride> without(int node) {
    List<Integer> senders = PlanConfig.without(from, node);
    List<Integer> receivers = PlanConfig.without(to, node);
    boolean isGone =
        (senders.isEmpty() && !from.isEmpty()) || (receivers.isEmpty() && !to.isEmpty());
    return isGone
        ? Optional.empty()
        : Optional.of(new LinkOverride(senders, receivers, classes, quality));
  }

  boolean isFor(int sender, int receiver, String trafficClass) {
    return (from.isEmpty() || from.contains(sender))
        && (to.isEmpty() || to.contains(receiver))
        && (classes.isEmpty() || classes.contains(trafficClass));
  }
}
