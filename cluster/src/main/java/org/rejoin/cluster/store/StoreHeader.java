package org.rejoin.cluster.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Whose records a store keeps, and how often it was opened. Layout: {@code CRC-32C 4 B | format 1 B
 * (1) | cluster | store | node | UUID 16 B | groups varint | suite | starts varint | replica 8 B}.
 *
 * @param cluster tells clusters apart, such as a hash of their secret
 * @param store name of the store
 * @param node id of the node
 * @param uuid of this copy of the records, made when it was empty
 * @param groups number of groups
 * @param suite name of the suite that hashes keys
 * @param starts how often it was opened, this time included; 0 in what a node expects
 * @param replica id of the incarnation that opened it last
 */
public record StoreHeader(
    String cluster,
    String store,
    String node,
    UUID uuid,
    int groups,
    String suite,
    long starts,
    ReplicaId replica) {
  /** The format this code writes and reads. */
  public static final int FORMAT = 1;

  private static final int MAX_GROUPS = 1024;
  private static final byte[] CONTEXT = {'h', 'e', 'a', 'd', 'e', 'r'};

  /**
   * What is to be written, durably, before anything else when {@code expected} opens this store.
   *
   * @throws StoreMismatchException if this store is of another node, cluster, store or layout
   */
  public StoreHeader openedBy(StoreHeader expected) {
    List<String> why = new ArrayList<>();
    differ("cluster", cluster, expected.cluster, why);
    differ("store", store, expected.store, why);
    differ("node", node, expected.node, why);
    differ("groups", groups, expected.groups, why);
    differ("hash suite", suite, expected.suite, why);
    if (!why.isEmpty()) {
      throw new StoreMismatchException("the store " + uuid + " is of " + String.join(", ", why));
    }
    return expected.with(uuid, starts + 1);
  }

  private static void differ(String what, Object here, Object expected, List<String> why) {
    if (!here.equals(expected)) {
      why.add(what + " " + here + ", not of " + expected);
    }
  }

  /** What is to be written, durably, before anything else when this opens an empty store. */
  public StoreHeader first() {
    return with(uuid, 1);
  }

  private StoreHeader with(UUID id, long count) {
    return new StoreHeader(cluster, store, node, id, groups, suite, count, replica);
  }

  /** The bytes. */
  public byte[] encode() {
    CanonicalOut out = new CanonicalOut();
    out.writeByte(FORMAT).writeString(cluster).writeString(store).writeString(node);
    out.writeFixedLong(uuid.getMostSignificantBits());
    out.writeFixedLong(uuid.getLeastSignificantBits());
    out.writeVarInt(groups).writeString(suite).writeVarLong(starts);
    replica.write(out);
    return Checksums.seal(CONTEXT, out.toByteArray());
  }

  /** Reads what {@link #encode} wrote; throws if it is anything else. */
  public static StoreHeader decode(byte[] bytes) {
    CanonicalIn in = Checksums.open(CONTEXT, bytes, "a store's header");
    int format = in.readByte();
    if (format != FORMAT) {
      throw new MalformedBytesException("store format " + format + ", this node reads " + FORMAT);
    }
    StoreHeader header =
        new StoreHeader(
            in.readString(),
            in.readString(),
            in.readString(),
            new UUID(in.readFixedLong(), in.readFixedLong()),
            in.readVarInt(MAX_GROUPS),
            in.readString(),
            in.readVarLong(),
            ReplicaId.read(in));
    in.expectEnd();
    return header;
  }
}
