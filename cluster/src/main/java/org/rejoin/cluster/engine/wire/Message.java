package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalOut;

/** The body of a frame. */
public sealed interface Message
    permits Greet,
        Hello,
        HelloAck,
        Deltas,
        Ack,
        Nack,
        RangeAsk,
        RangeTell,
        Offer,
        Repair,
        OfferDone,
        ReadAsk,
        ReadTell,
        WriteBack,
        WriteBackAck,
        Pull,
        SymbolTell,
        Schema,
        SchemaAck,
        FrontierTell {
  /** Its number on the wire. */
  MessageType type();

  /** Writes the body. */
  void write(CanonicalOut out);
}
