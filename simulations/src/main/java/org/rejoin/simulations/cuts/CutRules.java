package org.rejoin.simulations.cuts;

import org.rejoin.crdt.stability.Cut;

/**
 * The duties of a member that the state machines leave to their driver. A planted bug takes them
 * otherwise. Stateless, thread-safe.
 */
public class CutRules {
  /** The real ones. */
  public static final CutRules REAL = new CutRules();

  /** Real duties, to be overridden. */
  protected CutRules() {}

  /** Whether a member may answer, given whether it holds all that is named. */
  public boolean mayAnswer(Cut cut, boolean holdsAllNamed) {
    return holdsAllNamed;
  }

  /** Whether a member may confirm, given whether the named dots may go as it sees them. */
  public boolean mayConfirm(Cut cut, boolean mayForgetAllNamed) {
    return mayForgetAllNamed;
  }

  /** Whether members finish an exchange before they answer, and before they confirm. */
  public boolean exchanges(Cut cut) {
    return true;
  }
}
