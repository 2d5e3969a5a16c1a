package org.rejoin.demo;

import org.rejoin.cluster.WriteResult;

/** How the two writes of a sale ended: the order line itself, and the pieces sold by country. */
public record Sale(WriteResult line, WriteResult units) {
  /** Whether both reached their level. */
  public boolean isAcked() {
    return line.isAcked() && units.isAcked();
  }
}
