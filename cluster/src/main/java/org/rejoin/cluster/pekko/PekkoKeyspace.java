package org.rejoin.cluster.pekko;

import org.rejoin.cluster.Keyspace;
import org.rejoin.crdt.Editable;

/** A keyspace whose keys can also be used from within an actor. Thread-safe. */
public interface PekkoKeyspace<S extends Editable<S, E>, E> extends Keyspace<S, E> {
  @Override
  PekkoReplicated<S, E> key(String id);
}
