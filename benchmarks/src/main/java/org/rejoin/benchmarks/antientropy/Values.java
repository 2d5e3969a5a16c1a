package org.rejoin.benchmarks.antientropy;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.cluster.store.StateRecord;
import org.rejoin.cluster.store.Stored;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codecs;

/** What the keys hold: registers of 16 bytes, written by one node before all else. */
final class Values {
  static final KeyspaceSpec<LWWRegister<Bytes>, LWWRegister.Editor<Bytes>> SPEC =
      Keyspaces.lwwRegister("values", Codecs.bytes());

  private static final int VALUE_BYTES = 16;

  /** Bytes of the state of a key that was overwritten. */
  static final int STATE_BYTES = stateBytes();

  /** Bytes of the state of a key that was deleted. */
  static final int DELETED_BYTES = SPEC.type().bottom().toBytes().length;

  private Values() {}

  private static int stateBytes() {
    Bytes value = Bytes.wrap(new byte[VALUE_BYTES]);
    return loaded(value)
        .edit(new Origin(new ReplicaId(1), new Hlc(1_000_000)), e -> e.set(value))
        .delta()
        .toBytes()
        .length;
  }

  /** A value. */
  static Bytes drawn(SplittableRandom random) {
    byte[] bytes =
        ByteBuffer.allocate(VALUE_BYTES)
            .putLong(random.nextLong())
            .putLong(random.nextLong())
            .array();
    return Bytes.wrap(bytes);
  }

  /** The state of a key that holds the first value written to it. */
  static LWWRegister<Bytes> loaded(Bytes value) {
    Origin origin = new Origin(new ReplicaId(3), new Hlc(1));
    return SPEC.type().bottom().edit(origin, e -> e.set(value)).state();
  }

  /** The record of such a state. */
  static Stored stored(KeyRef key, Bytes value) {
    byte[] state = loaded(value).toBytes();
    StateRecord record = new StateRecord(SPEC.type().tag(), 0, new Hlc(1), state);
    ItemId item = new ItemId(key.hash(), key.keyspace(), key.id());
    return new Stored(item, record.encode(item));
  }
}
