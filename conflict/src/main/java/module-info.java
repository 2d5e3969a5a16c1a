/** Sibling registers and resolvers. */
module org.rejoin.conflict {
  requires transitive static org.jspecify;
  requires transitive org.rejoin.crdt;

  exports org.rejoin.conflict;
  exports org.rejoin.conflict.laws;
}
