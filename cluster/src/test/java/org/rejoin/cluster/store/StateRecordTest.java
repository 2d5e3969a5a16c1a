package org.rejoin.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Bytes of records and headers: what was written is read, and nothing else. */
class StateRecordTest {
  private static final ItemId ITEM = new ItemId(7, "carts", "42");
  private static final StateRecord RECORD =
      new StateRecord("gset/1", 3, new Hlc(5), new byte[] {1, 2, 3});

  private static StoreHeader header(String node) {
    return new StoreHeader(
        "c", "default", node, new UUID(1, 2), 16, "siphash/1", 4, new ReplicaId(9));
  }

  @Test
  @DisplayName("every flipped bit and every cut of a record is noticed")
  void decode_damaged_refused() {
    byte[] bytes = RECORD.encode(ITEM);
    StateRecord read = StateRecord.decode(ITEM, bytes);
    assertThat(read.state()).isEqualTo(RECORD.state());
    assertThat(read.tag() + read.epoch()).isEqualTo("gset/13");
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(ITEM, damaged);
    }
    for (int length = 0; length < bytes.length; length++) {
      assertRefused(ITEM, java.util.Arrays.copyOf(bytes, length));
    }
  }

  @Test
  @DisplayName("a record in another's place is noticed")
  void decode_misplaced_refused() {
    assertRefused(new ItemId(7, "carts", "43"), RECORD.encode(ITEM));
    assertRefused(new ItemId(8, "carts", "42"), RECORD.encode(ITEM));
  }

  private static void assertRefused(ItemId item, byte[] bytes) {
    assertThatExceptionOfType(MalformedBytesException.class)
        .isThrownBy(() -> StateRecord.decode(item, bytes));
  }

  @Test
  @DisplayName("a header is read as written, damage is noticed")
  void header_damaged_refused() {
    byte[] bytes = header("n1").encode();
    assertThat(StoreHeader.decode(bytes)).isEqualTo(header("n1"));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatExceptionOfType(MalformedBytesException.class)
          .isThrownBy(() -> StoreHeader.decode(damaged));
    }
  }

  @Test
  @DisplayName("a foreign store is refused, both are named; the own one counts a start more")
  void openedBy_foreign_refused() {
    assertThat(header("n1").openedBy(header("n1")).starts()).isEqualTo(5);
    assertThatExceptionOfType(StoreMismatchException.class)
        .isThrownBy(() -> header("n1").openedBy(header("n2")))
        .withMessageContaining("node n1, not of n2");
  }
}
