package org.rejoin.cluster;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Definition of a keyspace: its name, its data type, its resolver if it has one, and what its data
 * survives. {@link Keyspaces} makes them. Two are equal when names, type tags, resolvers and
 * durability are.
 *
 * @param name 1 to {@value #MAX_NAME_CHARS} characters of {@code a-z A-Z 0-9 . _ -}
 * @param resolverOrNull see {@link #resolver}
 */
public record KeyspaceSpec<S extends Editable<S, E>, E>(
    String name, CrdtType<S> type, @Nullable ResolverSchema resolverOrNull, Durability durability) {
  /** Longest name. */
  public static final int MAX_NAME_CHARS = 64;

  /** Longest type tag: nesting and codec names add up. */
  public static final int MAX_TAG_CHARS = 1024;

  /** Longest key id, in bytes of UTF-8. */
  public static final int MAX_ID_BYTES = 1024;

  /** Refuses a name or a type tag that is too long, and names with other characters. */
  public KeyspaceSpec {
    if (!name.matches("[A-Za-z0-9._-]{1," + MAX_NAME_CHARS + "}")) {
      throw new IllegalArgumentException(
          "keyspace name \"" + name + "\": use 1 to " + MAX_NAME_CHARS + " of a-z A-Z 0-9 . _ -");
    }
    if (type.tag().length() > MAX_TAG_CHARS) {
      throw new IllegalArgumentException(
          "keyspace "
              + name
              + ": a type tag has at most "
              + MAX_TAG_CHARS
              + " characters: "
              + type.tag());
    }
  }

  /** Returns {@code id} if it may name a key, else throws {@link IllegalArgumentException}. */
  public static String checkId(String id) {
    int bytes = CanonicalOut.utf8(id).length;
    if (bytes == 0 || bytes > MAX_ID_BYTES) {
      throw new IllegalArgumentException(
          "a key id has 1 to " + MAX_ID_BYTES + " bytes of UTF-8, not " + bytes);
    }
    return id;
  }

  /** A keyspace without a resolver, in memory. */
  public KeyspaceSpec(String name, CrdtType<S> type) {
    this(name, type, null, Durability.MEMORY);
  }

  /**
   * The same, kept on disk: a write is acknowledged, and counts as held, once it survives the loss
   * of power. Each change writes the whole state of its key.
   */
  public KeyspaceSpec<S, E> durable() {
    return new KeyspaceSpec<>(name, type, resolverOrNull, Durability.SYNCED);
  }

  /** Whether it is kept on disk. */
  public boolean isDurable() {
    return durability != Durability.MEMORY;
  }

  /** What the members have to know of the keyspace's resolver. */
  public Optional<ResolverSchema> resolver() {
    return Optional.ofNullable(resolverOrNull);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyspaceSpec<?, ?> spec
        && name.equals(spec.name)
        && type.tag().equals(spec.type.tag())
        && Objects.equals(resolverOrNull, spec.resolverOrNull)
        && durability == spec.durability;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + type.tag().hashCode();
  }

  @Override
  public String toString() {
    String tag = name + ": " + type.tag() + (isDurable() ? " durable" : "");
    return resolverOrNull == null ? tag : tag + " " + resolverOrNull;
  }
}
