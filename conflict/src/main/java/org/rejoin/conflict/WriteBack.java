package org.rejoin.conflict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Bytes;

/**
 * What the home of a key is to write in place of siblings: the value that a resolver made of them,
 * or nothing. From {@link ConflictSettings#writeBack}, for {@link
 * SiblingRegister.Editor#writeBack}.
 *
 * <p>The value keeps stamp and writer of the sibling that it equals, else of the top one, so that
 * it neither gains nor loses rank against writes that the home had not seen. Two nodes that take
 * themselves for the home write equal bytes, which are shown as one value and written back no more.
 *
 * <p>Immutable and thread-safe.
 */
public final class WriteBack {
  private final Token token;
  private final @Nullable Version version;

  private WriteBack(Token token, @Nullable Version version) {
    this.token = token;
    this.version = version;
  }

  /** That of a view with two or more siblings; empty if the resolver kept them or failed. */
  static Optional<WriteBack> of(Resolved<?> view) {
    return switch (view.outcome()) {
      case UNCONTESTED, KEPT, FAILED -> Optional.empty();
      case DELETED -> Optional.of(new WriteBack(view.token(), null));
      case RESOLVED ->
          Optional.of(
              new WriteBack(view.token(), merged(view.siblings().versions(), view.result())));
    };
  }

  private static Version merged(List<Version> versions, Optional<Bytes> result) {
    Bytes value = result.orElseThrow();
    Version from = versions.get(versions.size() - 1);
    for (Version version : versions) {
      from = version.value().equals(value) ? version : from;
    }
    return new Version(from.stamp(), from.namedWriter(), value, commonBase(versions));
  }

  /** The base of all; none if they differ, so that the result merges as they would have. */
  private static @Nullable Bytes commonBase(List<Version> versions) {
    Bytes base = versions.get(0).base();
    return versions.stream().allMatch(version -> Objects.equals(version.base(), base))
        ? base
        : null;
  }

  @Nullable Version version() {
    return version;
  }

  /** Covers the siblings that are replaced. */
  public Token token() {
    return token;
  }

  /** The bytes to write; empty if the siblings are just removed. */
  public Optional<Bytes> value() {
    return Optional.ofNullable(version).map(Version::value);
  }

  /** The stamp that the value keeps; empty if there is none. */
  public Optional<Hlc> stamp() {
    return Optional.ofNullable(version).map(Version::stamp);
  }

  @Override
  public String toString() {
    return version == null
        ? "remove " + token
        : "write " + version.value().size() + "B@" + version.stamp() + " for " + token;
  }
}
