package org.rejoin.cluster.pekko;

/** What may reach a machine's actor from another node. */
sealed interface WireMessage permits WireFrame, WireMessage.Unreadable {

  /**
   * Stands for bytes that were no frame of a known version. They were counted where they were
   * found; throwing there instead would fill the log at the sender's will.
   */
  record Unreadable(String why) implements WireMessage {}
}
