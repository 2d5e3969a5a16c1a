package org.rejoin.architecture.canary;

import java.util.List;
import org.rejoin.architecture.canary.internal.Hidden;

/** Shows an internal type in three places. */
public final class PublicApiCanary {
  public final List<Hidden> hiddenField = List.of();

  public void takesHidden(Hidden hidden) {}

  public List<Hidden> returnsHidden() {
    return List.of();
  }
}
