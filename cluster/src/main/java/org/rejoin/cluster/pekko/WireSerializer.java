package org.rejoin.cluster.pekko;

import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Writes {@link WireFrame}s as: receiver's uid (8 bytes), traffic class (1), sender's endpoint name
 * (length and UTF-8), frame. Bytes it cannot read, or of a manifest it does not know, become {@link
 * WireMessage.Unreadable} and are counted; the link stays. Thread-safe.
 */
final class WireSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
  /** Version 1 of the envelope. */
  static final String FRAME_1 = "F1";

  /** Longest endpoint name: an address and a uid. */
  static final int MAX_NAME_BYTES = 400;

  /** All serializer ids of Rejoin. Pekko keeps 0 to 40 for itself. */
  private static final int ID = 78_536;

  /** By the code that travels. */
  private static final List<Traffic> TRAFFIC =
      List.of(Traffic.DELTA, Traffic.REPAIR, Traffic.CONTROL);

  private final ExtendedActorSystem system;

  WireSerializer(ExtendedActorSystem system) {
    this.system = system;
  }

  @Override
  public int identifier() {
    return ID;
  }

  @Override
  public String manifest(Object message) {
    frame(message);
    return FRAME_1;
  }

  @Override
  public byte[] toBinary(Object message) {
    WireFrame frame = frame(message);
    return header(frame).writeRaw(frame.bytes()).toByteArray();
  }

  @Override
  public void toBinary(Object message, ByteBuffer to) {
    WireFrame frame = frame(message);
    to.put(header(frame).toByteArray());
    to.put(frame.bytes());
  }

  @Override
  public Object fromBinary(ByteBuffer from, String manifest) throws NotSerializableException {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return fromBinary(bytes, manifest);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    if (!manifest.equals(FRAME_1)) {
      return unreadable("unknown manifest");
    }
    try {
      CanonicalIn in = new CanonicalIn(bytes);
      long toUid = in.readFixedLong();
      int traffic = in.readByte();
      if (traffic >= TRAFFIC.size()) {
        return unreadable("unknown traffic class");
      }
      byte[] name = in.readBytes();
      if (name.length > MAX_NAME_BYTES) {
        return unreadable("endpoint name too long");
      }
      String from = new CanonicalIn(name).readRemainingUtf8();
      return new WireFrame(toUid, TRAFFIC.get(traffic), from, in.readRaw(in.remaining()));
    } catch (MalformedBytesException e) {
      return unreadable(String.valueOf(e.getMessage()));
    }
  }

  private WireMessage unreadable(String why) {
    StoreCounters.get(Adapter.toTyped(system)).add(Counter.FRAMES_UNREADABLE);
    return new WireMessage.Unreadable(why);
  }

  private static CanonicalOut header(WireFrame frame) {
    return new CanonicalOut()
        .writeFixedLong(frame.toUid())
        .writeByte(TRAFFIC.indexOf(frame.traffic()))
        .writeString(frame.from());
  }

  private static WireFrame frame(Object message) {
    if (message instanceof WireFrame frame) {
      return frame;
    }
    throw new IllegalArgumentException("no message of Rejoin: " + message.getClass().getName());
  }
}
