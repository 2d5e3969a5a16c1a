package org.rejoin.demo.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How to run.
 *
 * @param kill the node that is terminated in each cut and restarted after it
 * @param seed of the dropped frames
 * @param convergeWithin how long the nodes may take to agree after a heal
 */
public record RunOptions(Optional<String> kill, long seed, Duration convergeWithin, Plant plant) {
  /** What is given when nothing is asked for. */
  public static final Duration CONVERGE_WITHIN = Duration.ofSeconds(60);
}
