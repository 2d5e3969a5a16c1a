package org.rejoin.crdt;

import org.rejoin.crdt.codec.CanonicalIn;

/**
 * What a state is: its name, the version of its encoding, its codecs, its bottom. Two types are
 * equal when their tags are. Immutable.
 */
public interface CrdtType<S extends Crdt<S>> {
  /**
   * Type, version and nesting as they travel and are hashed, such as {@code orset/1<utf8>} or
   * {@code ormap/1<utf8,orset/1<utf8>>}.
   */
  String tag();

  /** The state that says nothing. */
  S bottom();

  /**
   * Reads one state. Refuses, with {@link org.rejoin.crdt.codec.MalformedBytesException}, all bytes
   * that {@link Crdt#write} does not produce.
   */
  S read(CanonicalIn in);

  /** Reads a summary of such a state; refuses like {@link #read}. */
  Summary readSummary(CanonicalIn in);

  /** Reads a state that takes up all of {@code bytes}. */
  default S read(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    S state = read(in);
    in.expectEnd();
    return state;
  }
}
