package org.rejoin.cluster.engine.wire;

import java.util.List;
import java.util.Optional;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * The interval [from, from + entries) of a stream.
 *
 * @param base everything below it has been acknowledged to the sender
 * @param atOnce whether somebody waits for the acknowledgement
 * @param clock the sender's hybrid clock
 * @param ack of the stream in the other direction, if one is owed
 * @param reach how far the sender's updates go with this batch
 */
public record Deltas(
    long stream,
    long base,
    long from,
    boolean atOnce,
    Hlc clock,
    Optional<Ack> ack,
    Reach reach,
    List<Entry> entries)
    implements Message {
  /** Bytes beside the entries and their table, at most, with an ack that refuses nothing. */
  public static final int OVERHEAD_BYTES = 136;

  /**
   * What of the sender's updates a stream has up to the end of a batch.
   *
   * @param since all updates above this number are in the stream, whole
   * @param whole none up to this number, {@code since} or more, has a part behind the batch
   * @param stable all members hold those up to this number
   */
  public record Reach(long since, long whole, long stable) {
    /** Says nothing. */
    public static final Reach NOTHING = new Reach(0, 0, 0);

    void write(CanonicalOut out) {
      out.writeVarLong(since).writeVarLong(whole - since).writeVarLong(stable);
    }

    static Reach read(CanonicalIn in) {
      long since = in.readVarLong();
      long whole = since + in.readVarLong();
      long stable = in.readVarLong();
      if (since < 0 || whole < since || stable < 0) {
        throw in.malformed("updates " + since + " to " + whole + ", stable to " + stable);
      }
      return new Reach(since, whole, stable);
    }
  }

  /** The same with other entries. */
  public Deltas with(List<Entry> others) {
    return new Deltas(stream, base, from, atOnce, clock, ack, reach, others);
  }

  @Override
  public MessageType type() {
    return MessageType.DELTAS;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(stream).writeVarLong(base).writeVarLong(from).writeBoolean(atOnce);
    clock.write(out);
    out.writeBoolean(ack.isPresent());
    ack.ifPresent(a -> a.write(out));
    reach.write(out);
    Entries.write(entries, out);
  }

  static Deltas read(CanonicalIn in) {
    long stream = in.readVarLong();
    long base = in.readVarLong();
    long from = in.readVarLong();
    boolean atOnce = in.readBoolean();
    Hlc clock = Hlc.read(in);
    Optional<Ack> ack = in.readBoolean() ? Optional.of(Ack.read(in)) : Optional.empty();
    Reach reach = Reach.read(in);
    return new Deltas(stream, base, from, atOnce, clock, ack, reach, Entries.read(in));
  }
}
