package org.rejoin.cluster.pekko;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;

/**
 * Kryo's input over one array, with every length checked before anything of that length is made.
 */
final class BoundedInput extends Input {
  BoundedInput(byte[] bytes) {
    super(bytes);
  }

  /** Reads a number of elements, each of at least one byte. */
  int readCount() {
    return fitting(readVarInt(true), 1);
  }

  private int fitting(int count, int bytesEach) {
    if (count < 0 || count > (limit - position) / bytesEach) {
      throw new KryoException(
          "a length of " + count + " does not fit in " + (limit - position) + " bytes");
    }
    return count;
  }

  /** A string of more than ASCII begins with its number of characters, plus one. */
  private void checkString() {
    if (readVarIntFlag()) {
      int start = position;
      int count = readVarIntFlag(true);
      if (count > 1 || count < 0) {
        fitting(count - 1, 1);
      }
      position = start;
    }
  }

  @Override
  public String readString() {
    checkString();
    return super.readString();
  }

  @Override
  public StringBuilder readStringBuilder() {
    checkString();
    return super.readStringBuilder();
  }

  @Override
  public byte[] readBytes(int length) {
    return super.readBytes(fitting(length, 1));
  }

  @Override
  public int[] readInts(int length) {
    return super.readInts(fitting(length, Integer.BYTES));
  }

  @Override
  public int[] readInts(int length, boolean optimizePositive) {
    return super.readInts(fitting(length, 1), optimizePositive);
  }

  @Override
  public long[] readLongs(int length) {
    return super.readLongs(fitting(length, Long.BYTES));
  }

  @Override
  public long[] readLongs(int length, boolean optimizePositive) {
    return super.readLongs(fitting(length, 1), optimizePositive);
  }

  @Override
  public float[] readFloats(int length) {
    return super.readFloats(fitting(length, Float.BYTES));
  }

  @Override
  public double[] readDoubles(int length) {
    return super.readDoubles(fitting(length, Double.BYTES));
  }

  @Override
  public short[] readShorts(int length) {
    return super.readShorts(fitting(length, Short.BYTES));
  }

  @Override
  public char[] readChars(int length) {
    return super.readChars(fitting(length, Character.BYTES));
  }

  @Override
  public boolean[] readBooleans(int length) {
    return super.readBooleans(fitting(length, 1));
  }
}
