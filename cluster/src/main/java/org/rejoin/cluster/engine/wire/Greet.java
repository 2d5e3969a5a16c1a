package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * An incarnation introduces itself.
 *
 * @param sender the incarnation that speaks
 * @param recipient the incarnation spoken to; {@link #ANYBODY} if it is not known
 * @param lowestVersion lowest protocol version it reads
 * @param highestVersion highest
 * @param features bits of what it can beyond its version
 * @param store name of the store
 * @param node its node id
 * @param groups its number of groups
 * @param suite its hash suite
 * @param secretCheck a hash that is equal if the secrets are
 * @param answerWanted whether it has not met the recipient yet
 */
public record Greet(
    ReplicaId sender,
    ReplicaId recipient,
    int lowestVersion,
    int highestVersion,
    long features,
    String store,
    String node,
    int groups,
    String suite,
    long secretCheck,
    boolean answerWanted)
    implements Message {
  /** Recipient of a greeting to somebody not yet met. */
  public static final ReplicaId ANYBODY = new ReplicaId(0);

  @Override
  public MessageType type() {
    return MessageType.GREET;
  }

  @Override
  public void write(CanonicalOut out) {
    sender.write(out);
    recipient.write(out);
    out.writeVarInt(lowestVersion).writeVarInt(highestVersion).writeFixedLong(features);
    out.writeString(store).writeString(node).writeVarInt(groups).writeString(suite);
    out.writeFixedLong(secretCheck).writeBoolean(answerWanted);
  }

  static Greet read(CanonicalIn in) {
    return new Greet(
        ReplicaId.read(in),
        ReplicaId.read(in),
        in.readVarInt(255),
        in.readVarInt(255),
        in.readFixedLong(),
        in.readString(),
        in.readString(),
        in.readVarInt(1024),
        in.readString(),
        in.readFixedLong(),
        in.readBoolean());
  }
}
