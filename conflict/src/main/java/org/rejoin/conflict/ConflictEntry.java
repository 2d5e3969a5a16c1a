package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.conflict.Resolved.Outcome;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * One conflict, as it was resolved: what a {@link ConflictJournal} keeps. Immutable.
 *
 * <p>The id is a hash of key, delete epoch, siblings and resolver version, and so the same on every
 * node that met these siblings: their journals hold the same single entry. While a sibling is ahead
 * of the reader's clock, what is shown may depend on when it is read; such a conflict has an entry
 * of its own, besides that of the time when clocks caught up.
 *
 * @param key as the caller names it: keyspace and id
 * @param resolver who resolved it
 * @param outcome what came of it; UNCONTESTED only for a single version that is ahead
 * @param result the bytes of the value the resolver gave; null if it gave none
 * @param versions all siblings, in stamp order
 * @param failure what the resolver threw; null if it did not fail
 */
public record ConflictEntry(
    Digest128 id,
    Bytes key,
    ResolverId resolver,
    Outcome outcome,
    @Nullable Bytes result,
    List<SeenVersion> versions,
    @Nullable String failure) {
  private static final int MAX_FAILURE = 500;

  /** Copies the list. */
  public ConflictEntry {
    versions = List.copyOf(versions);
  }

  /**
   * A sibling as it was met.
   *
   * @param bytes its value, as its writer encoded it
   * @param isAhead whether it was ahead of the reader's clock
   * @param isLost whether readers no longer see it
   */
  public record SeenVersion(
      Hlc stamp, ReplicaId writer, Bytes bytes, boolean isAhead, boolean isLost) {}

  /** The entry of a view; empty if there was neither a conflict nor a version ahead. */
  public static Optional<ConflictEntry> of(HashSuite suite, Bytes key, Resolved<?> view) {
    if (view.outcome() == Outcome.UNCONTESTED && !view.siblings().isAhead()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConflictEntry(
            idOf(suite, key, view.siblings(), view.resolver()),
            key,
            view.resolver(),
            view.outcome(),
            view.result().orElse(null),
            seen(view),
            view.failure().map(ConflictEntry::text).orElse(null)));
  }

  /** What names a conflict everywhere: key, epoch, dots of the siblings, resolver, its version. */
  static Digest128 idOf(HashSuite suite, Bytes key, Siblings<?> siblings, ResolverId resolver) {
    CanonicalOut out = new CanonicalOut();
    out.writeBytes(key.toByteArray());
    out.writeVarLong(siblings.token().epoch());
    siblings.token().shown().write(out);
    out.writeString(resolver.name()).writeVarInt(resolver.version());
    out.writeVarInt(siblings.size());
    siblings.forEach(sibling -> out.writeBoolean(sibling.isAhead()));
    return suite.hash128(HashDomain.CONFLICT, out.toByteArray());
  }

  private static List<SeenVersion> seen(Resolved<?> view) {
    List<SeenVersion> seen = new ArrayList<>();
    List<Version> versions = view.siblings().versions();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      boolean lost =
          switch (view.outcome()) {
            case UNCONTESTED, KEPT, FAILED -> false;
            case DELETED -> true;
            case RESOLVED -> !view.result().map(version.value()::equals).orElse(false);
          };
      seen.add(
          new SeenVersion(
              version.stamp(),
              version.namedWriter(),
              version.value(),
              view.siblings().all().get(i).isAhead(),
              lost));
    }
    return seen;
  }

  private static String text(Throwable failure) {
    String text = String.valueOf(failure);
    return text.length() <= MAX_FAILURE ? text : text.substring(0, MAX_FAILURE);
  }

  /** The versions that readers no longer see, with their bytes. */
  public List<SeenVersion> losers() {
    return versions.stream().filter(SeenVersion::isLost).toList();
  }

  /** About how much memory the entry takes. */
  public long sizeBytes() {
    long size = 200L + key.size() + (result == null ? 0 : result.size());
    for (SeenVersion version : versions) {
      size += 64L + version.bytes().size();
    }
    return size;
  }
}
