package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * An offer was answered; of these of its keys its sender has more, here is what I have seen of
 * them.
 *
 * @param round number of the offer within the exchange
 */
public record OfferDone(long exchange, long round, List<Want> wants) implements Message {
  /** Most keys that an offer may name. */
  private static final int MAX_INDEX = 1 << 20;

  private static final int LEAST_WANT_BYTES = 2;

  /**
   * One of them.
   *
   * @param index its number in the offer, from 0
   * @param mine what I have of it; without a place, which the index tells
   */
  public record Want(int index, Summarised mine) {
    /** Refuses an index that no offer has. */
    public Want {
      if (index < 0 || index > MAX_INDEX) {
        throw new IllegalArgumentException("key " + index + " of an offer");
      }
      mine = mine.at(0);
    }

    /** What I have of it, at the place that the offer named. */
    public Summarised at(long place) {
      return mine.at(place);
    }

    /** Bytes it takes in a frame, at most. */
    public int sizeBytes() {
      return mine.sizeBytes();
    }
  }

  @Override
  public MessageType type() {
    return MessageType.OFFER_DONE;
  }

  @Override
  public void write(CanonicalOut out) {
    SeenTable table = new SeenTable();
    out.writeFixedLong(exchange).writeVarLong(round).writeVarInt(wants.size());
    int next = 0;
    for (Want want : wants) {
      out.writeVarInt(want.index - next);
      next = want.index + 1;
      table.write(want.mine, out);
    }
  }

  static OfferDone read(CanonicalIn in) {
    SeenTable table = new SeenTable();
    long exchange = in.readFixedLong();
    long round = in.readVarLong();
    int count = in.readCount(LEAST_WANT_BYTES);
    List<Want> wants = new ArrayList<>(count);
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (next > MAX_INDEX) {
        throw in.malformed("a key beyond the last of an offer");
      }
      int index = next + in.readVarInt(MAX_INDEX - next);
      next = index + 1;
      wants.add(new Want(index, table.read(0, in)));
    }
    return new OfferDone(exchange, round, Collections.unmodifiableList(wants));
  }
}
