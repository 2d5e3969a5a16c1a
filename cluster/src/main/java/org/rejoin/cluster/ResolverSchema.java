package org.rejoin.cluster;

import java.time.Duration;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.ResolverOffer;

/**
 * What is known of a keyspace's resolver beyond the node that runs it.
 *
 * @param offer mode, name and versions, told to all members
 * @param delay how long siblings stand before the key's home writes the result back
 */
public record ResolverSchema(ResolverOffer offer, Duration delay) {
  /** Whether siblings are replaced by what the resolver makes of them. */
  public boolean isWriteBack() {
    return offer.mode() == ConflictMode.WRITE_BACK;
  }

  @Override
  public String toString() {
    return offer.mode() + " " + offer.name() + offer.versions();
  }
}
