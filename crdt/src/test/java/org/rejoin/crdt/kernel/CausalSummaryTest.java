package org.rejoin.crdt.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.ResettableCounter;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

class CausalSummaryTest {
  private static ResettableCounter counted(ResettableCounter before, long amount) {
    return before
        .edit(new Origin(new ReplicaId(1), Hlc.ZERO), edit -> edit.increment(amount))
        .state();
  }

  private static byte[] bytes(Summary summary) {
    CanonicalOut out = new CanonicalOut();
    summary.write(out);
    return out.toByteArray();
  }

  @Test
  void summary_with_the_same_dots_tells_how_far_they_counted() {
    ResettableCounter one = counted(ResettableCounter.TYPE.bottom(), 1);
    ResettableCounter two = counted(one, 1);
    assertThat(one.summary().covers(two.summary())).as("one more is not known").isFalse();
    assertThat(two.summary().covers(one.summary())).isTrue();
    assertThat(two.summary().covers(two.summary())).isTrue();
    assertThat(two.deltaSince(one.summary()).join(one)).isEqualTo(two);
    assertThat(one.deltaSince(two.summary()).isBottom()).isTrue();
  }

  @Test
  void summary_survives_its_bytes_and_other_versions_are_refused() {
    for (ResettableCounter state :
        new ResettableCounter[] {
          ResettableCounter.TYPE.bottom(), counted(ResettableCounter.TYPE.bottom(), 3)
        }) {
      byte[] bytes = bytes(state.summary());
      CanonicalIn in = new CanonicalIn(bytes);
      assertThat(ResettableCounter.TYPE.readSummary(in)).isEqualTo(state.summary());
      bytes[0] = 9;
      assertThatThrownBy(() -> ResettableCounter.TYPE.readSummary(new CanonicalIn(bytes)))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("version");
    }
  }
}
