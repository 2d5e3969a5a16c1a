package org.rejoin.cluster.pekko;

import java.util.Optional;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.cluster.UniqueAddress;
import org.rejoin.cluster.engine.Endpoint;
import scala.Option;

/** Endpoint names: {@code pekko://system@host:port#uid}. */
final class Endpoints {
  private static final char SEPARATOR = '#';

  private Endpoints() {}

  static Endpoint of(UniqueAddress address) {
    return new Endpoint(
        address.address().toString() + SEPARATOR + Long.toUnsignedString(address.longUid()));
  }

  /** The address part, as text. */
  static String addressOf(Endpoint endpoint) {
    int separator = endpoint.name().lastIndexOf(SEPARATOR);
    return separator < 0 ? endpoint.name() : endpoint.name().substring(0, separator);
  }

  /** Empty if the name was made by somebody who does not know how. */
  static Optional<UniqueAddress> parse(Endpoint endpoint) {
    int separator = endpoint.name().lastIndexOf(SEPARATOR);
    if (separator < 0) {
      return Optional.empty();
    }
    Option<Address> address = AddressFromURIString.unapply(endpoint.name().substring(0, separator));
    if (address.isEmpty() || !address.get().hasGlobalScope()) {
      return Optional.empty();
    }
    try {
      long uid = Long.parseUnsignedLong(endpoint.name().substring(separator + 1));
      return Optional.of(new UniqueAddress(address.get(), uid));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
