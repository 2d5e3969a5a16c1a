package org.rejoin.benchmarks.crdt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.ddata.DeltaReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedDelta;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.VersionVector;
import org.jspecify.annotations.Nullable;

/**
 * A type of Pekko Distributed Data, driven as Pekko's Replicator drives it: an edit takes the delta
 * off the new state, bytes come from Pekko's own serializer, and the digest is SHA-1 of the
 * serialized state. A type without deltas sends its state.
 */
final class PekkoContender<S extends ReplicatedData> implements Contender<S, ReplicatedData> {
  /** One edit of a state by a node. */
  interface Edit<S> {
    S apply(S state, SelfUniqueAddress node, int item);
  }

  private final S bottom;
  private final Edit<S> add;
  private final Edit<S> remove;
  private final View<S> view;
  private final PekkoBytes bytes = PekkoBytes.instance();
  private final SelfUniqueAddress[] nodes = {node(0), node(1), node(2)};

  PekkoContender(S bottom, Edit<S> add, Edit<S> remove, View<S> view) {
    this.bottom = bottom;
    this.add = add;
    this.remove = remove;
    this.view = view;
  }

  static SelfUniqueAddress node(int writer) {
    Address address = new Address("pekko", "bench", "node-" + writer, 7355);
    return new SelfUniqueAddress(new UniqueAddress(address, writer + 1L));
  }

  @Override
  public S bottom() {
    return bottom;
  }

  /** Pekko counts versions by JVM, and takes one from before a restart for a new one's. */
  @Override
  public void resumeAfter(int edits) {
    VersionVector versions = VersionVector.empty();
    for (int i = 0; i < edits; i++) {
      versions = versions.increment(nodes[0].uniqueAddress());
    }
  }

  @Override
  public Change<S, ReplicatedData> addAll(S state, int writer, int first, int count) {
    SelfUniqueAddress node = writer < nodes.length ? nodes[writer] : node(writer);
    S next = state;
    for (int item = first; item < first + count; item++) {
      next = add.apply(next, node, item);
    }
    return change(next);
  }

  @Override
  public Change<S, ReplicatedData> remove(S state, int writer, int item) {
    return change(remove.apply(state, nodes[writer], item));
  }

  @SuppressWarnings("unchecked") // resetDelta gives the same type
  private static <S extends ReplicatedData> Change<S, ReplicatedData> change(S state) {
    if (state instanceof DeltaReplicatedData edited) {
      return new Change<>((S) edited.resetDelta(), edited.delta().get());
    }
    return new Change<>(state, state);
  }

  @Override
  @SuppressWarnings("unchecked") // mergeDelta gives the same type
  public S apply(S state, ReplicatedData delta) {
    if (state instanceof DeltaReplicatedData here && delta instanceof ReplicatedDelta change) {
      return (S) here.mergeDelta(change);
    }
    return (S) state.merge(delta);
  }

  @Override
  @SuppressWarnings("unchecked") // merge gives the same type
  public S merge(S state, S other) {
    return (S) state.merge(other);
  }

  @Override
  public byte[] encode(S state) {
    return bytes.write(state);
  }

  @Override
  @SuppressWarnings("unchecked") // written by encode
  public S decode(byte[] encoded) {
    return (S) bytes.read(encoded, bytes.manifest(bottom));
  }

  @Override
  public byte[] encodeDelta(ReplicatedData delta) {
    return bytes.write(delta);
  }

  @Override
  public byte[] pack(ReplicatedData delta) {
    byte[] manifest = bytes.manifest(delta).getBytes(StandardCharsets.US_ASCII);
    byte[] encoded = bytes.write(delta);
    return ByteBuffer.allocate(1 + manifest.length + encoded.length)
        .put((byte) manifest.length)
        .put(manifest)
        .put(encoded)
        .array();
  }

  @Override
  public ReplicatedData unpack(byte[] packed) {
    int body = 1 + packed[0];
    String manifest = new String(packed, 1, packed[0], StandardCharsets.US_ASCII);
    return (ReplicatedData) bytes.read(Arrays.copyOfRange(packed, body, packed.length), manifest);
  }

  @Override
  public Object digest(S state) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(bytes.write(state));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  @Override
  public boolean isDigestCanonical() {
    return false;
  }

  @Override
  public int count(S state) {
    return view.count().applyAsInt(state);
  }

  @Override
  public @Nullable String shown(S state, int item) {
    return view.item().of(state, item);
  }
}
