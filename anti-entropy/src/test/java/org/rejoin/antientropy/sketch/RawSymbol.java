package org.rejoin.antientropy.sketch;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** A symbol field by field, to and from the bytes on the wire alone. */
record RawSymbol(long place, long versionHash, int check, byte count) {
  static final RawSymbol ZERO = new RawSymbol(0, 0, 0, (byte) 0);

  /** Cuts a key hash and a check down to the five and three bytes of them that the wire carries. */
  RawSymbol {
    place &= -1L << 24;
    check &= 0xff_ffff;
  }

  RawSymbol with(Item item, int itsCheck, int sign) {
    return new RawSymbol(
        place ^ item.place(),
        versionHash ^ item.versionHash(),
        check ^ itsCheck,
        (byte) (count + sign));
  }

  static Symbols run(int from, List<RawSymbol> symbols) {
    CanonicalOut out = new CanonicalOut().writeVarInt(from).writeVarInt(symbols.size());
    for (RawSymbol symbol : symbols) {
      for (int shift = 56; shift >= 24; shift -= 8) {
        out.writeByte((int) (symbol.place >>> shift) & 0xff);
      }
      out.writeFixedLong(symbol.versionHash);
      out.writeByte(symbol.count & 0xff);
      for (int shift = 16; shift >= 0; shift -= 8) {
        out.writeByte(symbol.check >>> shift & 0xff);
      }
    }
    return SketchFixtures.read(out.toByteArray());
  }

  static List<RawSymbol> of(Symbols symbols) {
    CanonicalIn in = new CanonicalIn(SketchFixtures.bytes(symbols));
    in.readVarInt(Symbols.MAX_INDEX);
    int size = in.readCount(17);
    List<RawSymbol> found = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long place = 0;
      for (int shift = 56; shift >= 24; shift -= 8) {
        place |= (long) in.readByte() << shift;
      }
      long versionHash = in.readFixedLong();
      byte count = (byte) in.readByte();
      int check = 0;
      for (int read = 0; read < 3; read++) {
        check = check << 8 | in.readByte();
      }
      found.add(new RawSymbol(place, versionHash, check, count));
    }
    return found;
  }
}
