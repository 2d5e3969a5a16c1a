package org.rejoin.cluster;

import java.util.Objects;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.codec.Codec;

/**
 * Definition of a keyspace of registers that keep concurrent values, and of what the store does
 * about them. {@link Keyspaces#siblings} makes them. Immutable.
 *
 * @param conflicts mode, resolver, caps; not mode LATTICE, which is {@link Keyspaces#lattice}
 */
public record SiblingSpec<V>(
    String name, Codec<V> value, ConflictSettings<V> conflicts, Durability durability) {
  /** Refuses mode LATTICE, and what {@link KeyspaceSpec} refuses. */
  public SiblingSpec {
    Objects.requireNonNull(value, "value");
    if (conflicts.mode() == ConflictMode.LATTICE) {
      throw new IllegalArgumentException(
          "keyspace " + name + ": mode LATTICE has no siblings, use Keyspaces.lattice");
    }
    new KeyspaceSpec<>(name, conflicts.siblingType(value));
  }

  /** In memory. */
  public SiblingSpec(String name, Codec<V> value, ConflictSettings<V> conflicts) {
    this(name, value, conflicts, Durability.MEMORY);
  }

  /** The same, kept on disk; see {@link KeyspaceSpec#durable}. */
  public SiblingSpec<V> durable() {
    return new SiblingSpec<>(name, value, conflicts, Durability.SYNCED);
  }

  /** The registers themselves. Their own tokens are of epoch 0; see {@link Token#inEpoch}. */
  public KeyspaceSpec<SiblingRegister<V>, SiblingRegister.Editor<V>> registers() {
    return new KeyspaceSpec<>(
        name,
        conflicts.siblingType(value),
        new ResolverSchema(conflicts.offer(), conflicts.delay()),
        durability);
  }

  /** Whether the other defines the same: names, types, mode, resolver versions, delay and caps. */
  public boolean isSameAs(SiblingSpec<?> other) {
    return registers().equals(other.registers())
        && conflicts.options().equals(other.conflicts.options());
  }

  @Override
  public String toString() {
    return registers().toString();
  }
}
