package org.rejoin.crdt.codec;

/**
 * Bytes that are not the canonical encoding of anything: truncated, over a limit, in the wrong
 * order, of an unknown version. The message names the offset and what was expected. Callers that
 * read from a peer or a disk catch it, count it and drop the bytes; nothing was changed before.
 */
public final class MalformedBytesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a message for the person who reads the log. */
  public MalformedBytesException(String message) {
    super(message);
  }

  /** Creates one caused by a decoder of the application. */
  public MalformedBytesException(String message, Throwable cause) {
    super(message, cause);
  }
}
