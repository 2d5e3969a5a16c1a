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
 */
public record Deltas(
    long stream,
    long base,
    long from,
    boolean atOnce,
    Hlc clock,
    Optional<Ack> ack,
    List<Entry> entries)
    implements Message {
  /** Bytes beside the entries and their table, at most, with an ack that refuses nothing. */
  public static final int OVERHEAD_BYTES = 96;

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
    Entries.write(entries, out);
  }

  static Deltas read(CanonicalIn in) {
    long stream = in.readVarLong();
    long base = in.readVarLong();
    long from = in.readVarLong();
    boolean atOnce = in.readBoolean();
    Hlc clock = Hlc.read(in);
    Optional<Ack> ack = in.readBoolean() ? Optional.of(Ack.read(in)) : Optional.empty();
    return new Deltas(stream, base, from, atOnce, clock, ack, Entries.read(in));
  }
}
