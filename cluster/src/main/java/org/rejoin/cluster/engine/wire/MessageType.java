package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.MalformedBytesException;

/** The numbers of the messages; never reused for another meaning. */
@SuppressWarnings("ImmutableEnumChecker") // readers are method references
public enum MessageType {
  /** Introduction of an incarnation. */
  GREET(1, Greet::read),
  /** Is your store equal to mine? */
  HELLO(2, Hello::read),
  /** Equal, or these symbols are the first. */
  HELLO_ACK(3, HelloAck::read),
  /** An interval of a delta stream. */
  DELTAS(4, Deltas::read),
  /** Cumulative acknowledgement of a delta stream. */
  ACK(5, Ack::read),
  /** A gap in a delta stream. */
  NACK(6, Nack::read),
  /** What do these ranges sum to? */
  RANGE_ASK(7, RangeAsk::read),
  /** Fingerprints or items of ranges. */
  RANGE_TELL(8, RangeTell::read),
  /** Summaries of keys that differ. */
  OFFER(9, Offer::read),
  /** Missing parts. */
  REPAIR(10, Repair::read),
  /** An offer has been answered. */
  OFFER_DONE(11, OfferDone::read),
  /** What do you have of this key? */
  READ_ASK(12, ReadAsk::read),
  /** A part of the answer. */
  READ_TELL(13, ReadTell::read),
  /** What a majority read found you to lack. */
  WRITE_BACK(14, WriteBack::read),
  /** It is held now. */
  WRITE_BACK_ACK(15, WriteBackAck::read),
  /** What I can run in a keyspace. */
  SCHEMA(16, Schema::read),
  /** I know. */
  SCHEMA_ACK(17, SchemaAck::read),
  /** Send me symbols. */
  PULL(18, Pull::read),
  /** Symbols. */
  SYMBOL_TELL(19, SymbolTell::read),
  /** So far I held whose updates. */
  FRONTIER_TELL(20, FrontierTell::read);

  /** Reads one kind of body. */
  @FunctionalInterface
  private interface Reader {
    Message read(CanonicalIn in);
  }

  private static final MessageType[] BY_CODE = byCode();

  private final int code;
  private final Reader reader;

  MessageType(int code, Reader reader) {
    this.code = code;
    this.reader = reader;
  }

  /** One byte on the wire. */
  public int code() {
    return code;
  }

  Message read(CanonicalIn in) {
    return reader.read(in);
  }

  static MessageType of(int code) {
    if (code < 1 || code >= BY_CODE.length) {
      throw new MalformedBytesException("unknown message type " + code);
    }
    return BY_CODE[code];
  }

  private static MessageType[] byCode() {
    MessageType[] types = new MessageType[values().length + 1];
    for (MessageType type : values()) {
      types[type.code] = type;
    }
    return types;
  }
}
