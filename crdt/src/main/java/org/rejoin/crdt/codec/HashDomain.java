package org.rejoin.crdt.codec;

/** What is being hashed. The tag is part of the hashed input, so domains never collide. */
public enum HashDomain {
  /** A key: keyspace and id. */
  KEY(1),
  /** A version of a key: keyspace, id, type tag, digest of the state. */
  VERSION(2),
  /** An item of the anti-entropy index: key hash and version hash. */
  ITEM(3),
  /** A sum of items as it goes over the wire, salted with the nonce of the exchange. */
  FINGERPRINT(4),
  /** A leaf of a state: path, dots, value. */
  LEAF(5),
  /** A causal context. */
  CONTEXT(6),
  /** A conflict: key, siblings, resolver. */
  CONFLICT(7),
  /** The digests of the states that a composed state is made of. */
  PARTS(8);

  private final byte tag;

  HashDomain(int tag) {
    this.tag = (byte) tag;
  }

  /** One byte that names the domain in the hashed input. */
  public byte tag() {
    return tag;
  }
}
