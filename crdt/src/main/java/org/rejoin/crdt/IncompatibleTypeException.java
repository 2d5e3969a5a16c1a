package org.rejoin.crdt;

/** Two states of different types were about to be joined; neither changed. */
public final class IncompatibleTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Names both types by their tags. */
  public IncompatibleTypeException(String here, String there) {
    super("cannot join a state of type " + there + " into one of type " + here);
  }
}
