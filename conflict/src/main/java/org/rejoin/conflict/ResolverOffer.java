package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What a member says of a keyspace's resolver: the mode, the name, and the versions it can run. The
 * members compare these, see {@link ConflictSettings#agree}. Immutable.
 *
 * @param versions ascending, 1 to {@value #MAX_VERSIONS}
 */
public record ResolverOffer(ConflictMode mode, String name, List<Integer> versions) {
  /** How many versions of its resolver a member may keep at hand. */
  public static final int MAX_VERSIONS = 16;

  /** Refuses an offer of nothing, of too much, or out of order. */
  public ResolverOffer {
    versions = List.copyOf(versions);
    if (versions.isEmpty() || versions.size() > MAX_VERSIONS) {
      throw new IllegalArgumentException(
          "1 to " + MAX_VERSIONS + " versions of a resolver can be offered, not " + versions);
    }
    if (!List.copyOf(new TreeSet<>(versions)).equals(versions)) {
      throw new IllegalArgumentException("versions have to ascend: " + versions);
    }
    for (int version : versions) {
      new ResolverId(name, version);
    }
  }

  /** The newest of the versions. */
  public int newest() {
    return versions.get(versions.size() - 1);
  }

  /** Writes mode, name and versions. */
  public void write(CanonicalOut out) {
    out.writeString(mode.name()).writeString(name).writeVarInt(versions.size());
    versions.forEach(out::writeVarInt);
  }

  /** Reads what {@link #write} wrote and refuses all else. */
  public static ResolverOffer read(CanonicalIn in) {
    String mode = in.readString();
    String name = in.readString();
    int count = in.readVarInt(MAX_VERSIONS);
    List<Integer> versions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      versions.add(in.readVarInt(Integer.MAX_VALUE));
    }
    try {
      return new ResolverOffer(ConflictMode.valueOf(mode), name, versions);
    } catch (IllegalArgumentException e) {
      throw in.malformed("not an offer: " + e.getMessage());
    }
  }
}
