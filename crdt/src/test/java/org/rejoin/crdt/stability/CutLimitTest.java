package org.rejoin.crdt.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;

/** A cut has a size, however much there is to forget. */
class CutLimitTest {
  private static final CutMember MEMBER = CutMember.founder(new ReplicaId(1));

  private static Bytes key(int number) {
    return Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array());
  }

  private static TreeMap<Bytes, Long> epochs(int keys) {
    TreeMap<Bytes, Long> epochs = new TreeMap<>();
    for (int i = 0; i < keys; i++) {
      epochs.put(key(i), 1L);
    }
    return epochs;
  }

  private static StableDots dots(int count) {
    return new StableDots(
        0, LongStream.rangeClosed(1, count).mapToObj(n -> new Dot(new ReplicaId(2), n)).toList());
  }

  @Test
  void what_does_not_fit_is_left_to_the_next_cut() {
    TreeMap<Bytes, StableDots> dots = new TreeMap<>();
    dots.put(key(1), dots(11));
    dots.put(key(2), dots(10));
    Cut cut = CutProposer.begin(MEMBER, 1, epochs(Cut.MAX_NAMES - 10), dots, List.of()).cut();

    assertThat(cut.epochs()).hasSize(Cut.MAX_NAMES - 10);
    assertThat(cut.dots()).containsOnlyKeys(key(2));
  }

  @Test
  void more_than_the_limit_is_refused() {
    CutId id = new CutId(1, new ReplicaId(1), 1);
    assertThatThrownBy(
            () -> new Cut(id, CutId.START, epochs(Cut.MAX_NAMES + 1), new TreeMap<>(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names 65537");
  }
}
