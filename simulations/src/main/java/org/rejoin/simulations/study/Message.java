package org.rejoin.simulations.study;

/** What one node sends another, as the experiment counts it. */
interface Message {
  /** Elements or entries of the type. */
  long payloadUnits();

  /** What else is in it: numbers, vectors, acknowledgements. */
  long metadataUnits();

  /** Bytes of ids that stand for payload. */
  default long idBytes() {
    return 0;
  }

  /** Bytes of payload, an entry counted for {@value Algorithm#ENTRY_BYTES}, and of ids. */
  default long bytes() {
    return payloadUnits() * Algorithm.ENTRY_BYTES + idBytes();
  }
}
