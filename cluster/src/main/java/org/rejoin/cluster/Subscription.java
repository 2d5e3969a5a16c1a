package org.rejoin.cluster;

import java.util.concurrent.CompletionStage;

/** A running subscription. Thread-safe. */
public interface Subscription {
  /**
   * Ends it. Once the stage completes no callback starts any more; one that runs at that moment
   * ends on its own. Calling it again does nothing.
   */
  CompletionStage<Subscription> cancel();
}
