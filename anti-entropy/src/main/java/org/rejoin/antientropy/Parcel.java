package org.rejoin.antientropy;

import java.util.Optional;

/**
 * What a {@link DeltaRelay} sends: a delta, or only its id where the delta itself comes another
 * way.
 *
 * @param id 64 bits that name the delta
 * @param payload empty in an announcement
 * @param <P> a delta, such as its bytes
 */
public record Parcel<P>(long id, Optional<P> payload) {
  /** Bytes for which an announcement is counted: an id, or a run of ids one after the other. */
  public static final int ANNOUNCED_BYTES = 12;

  static <P> Parcel<P> announced(long id) {
    return new Parcel<>(id, Optional.empty());
  }
}
