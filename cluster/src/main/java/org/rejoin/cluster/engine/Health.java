package org.rejoin.cluster.engine;

/** How a key's state, read back from its own bytes, fits the version that was kept of it. */
enum Health {
  /** It has that version, and the tree lists it. */
  GOOD,
  /** The state is the one that was put; its version or the tree is wrong. */
  BAD_INDEX,
  /** It has another version than it was put with, or cannot be read. */
  BAD_STATE
}
