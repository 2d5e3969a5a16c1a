package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.OfferDone.Want;
import org.rejoin.cluster.engine.wire.Summarised;

/** Names what is wanted of an offer by its number there. */
final class Wants {
  private Wants() {}

  /** The answer to an offer; what does not fit {@code maxBytes} is left to the next exchange. */
  static OfferDone of(Offer offer, Collection<Summarised> wanted, int maxBytes) {
    Map<Long, Summarised> byPlace = new TreeMap<>();
    wanted.forEach(want -> byPlace.put(want.place(), want));
    List<Want> wants = new ArrayList<>();
    int bytes = 0;
    for (int index = 0; index < offer.keys().size(); index++) {
      Summarised mine = byPlace.get(offer.keys().get(index).place());
      if (mine != null) {
        Want want = new Want(index, mine);
        bytes += want.sizeBytes();
        if (bytes > maxBytes) {
          break;
        }
        wants.add(want);
      }
    }
    return new OfferDone(offer.exchange(), offer.round(), wants);
  }
}
