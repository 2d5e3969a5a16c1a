package org.rejoin.benchmarks.crdt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.ddata.DeltaReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedDelta;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;

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
  private final Function<S, SortedMap<String, String>> content;
  private final PekkoBytes bytes = PekkoBytes.instance();
  private final SelfUniqueAddress[] nodes = {node(0), node(1), node(2)};

  PekkoContender(
      S bottom, Edit<S> add, Edit<S> remove, Function<S, SortedMap<String, String>> content) {
    this.bottom = bottom;
    this.add = add;
    this.remove = remove;
    this.content = content;
  }

  static SelfUniqueAddress node(int writer) {
    Address address = new Address("pekko", "bench", "node-" + writer, 7355);
    return new SelfUniqueAddress(new UniqueAddress(address, writer + 1L));
  }

  @Override
  public S bottom() {
    return bottom;
  }

  @Override
  public Change<S, ReplicatedData> add(S state, int writer, int item) {
    return change(add.apply(state, writer < nodes.length ? nodes[writer] : node(writer), item));
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
  public ReplicatedData copyOfDelta(ReplicatedData delta) {
    return (ReplicatedData) bytes.read(bytes.write(delta), bytes.manifest(delta));
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
  public SortedMap<String, String> content(S state) {
    return content.apply(state);
  }
}
