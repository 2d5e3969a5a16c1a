/**
 * Convergent replicated data types, without any other dependency than a persistent collection
 * library.
 */
module org.rejoin.crdt {
  requires transitive static org.jspecify;
  requires org.pcollections;

  exports org.rejoin.crdt;
  exports org.rejoin.crdt.codec;
  exports org.rejoin.crdt.laws;
}
