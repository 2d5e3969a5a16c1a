/** Convergent replicated data types, without any other dependency. */
@SuppressWarnings("module") // the friend module is compiled after this one
module org.rejoin.crdt {
  requires transitive static org.jspecify;

  exports org.rejoin.crdt;
  exports org.rejoin.crdt.codec;
  exports org.rejoin.crdt.kernel to
      org.rejoin.conflict;
  exports org.rejoin.crdt.laws;
  exports org.rejoin.crdt.stability;
}
