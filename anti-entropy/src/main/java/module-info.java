/** Fingerprints, reconciliation and delta buffers. */
module org.rejoin.antientropy {
  requires transitive static org.jspecify;
  requires transitive org.rejoin.crdt;

  exports org.rejoin.antientropy;
  exports org.rejoin.antientropy.sketch;
}
