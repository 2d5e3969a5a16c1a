package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.DeltaBuffer.Batch;
import org.rejoin.antientropy.DeltaBuffer.Gap;
import org.rejoin.antientropy.DeltaBuffer.Limits;

class DeltaRelayTest {
  private static final Limits LIMITS = new Limits(10_000, 10, 1_000);
  private static final int LARGE = 128;

  private final DeltaRelay<String> relay = new DeltaRelay<>(5, LIMITS, RelayPolicy.PUSH);
  private final DeltaBuffer<Parcel<String>> a = relay.open(1);
  private final DeltaBuffer<Parcel<String>> b = relay.open(1);

  private static List<String> next(DeltaBuffer<Parcel<String>> buffer) {
    return batch(buffer).entries().stream()
        .map(parcel -> parcel.payload().orElse("id " + parcel.id()))
        .toList();
  }

  private static Batch<Parcel<String>> batch(DeltaBuffer<Parcel<String>> buffer) {
    return buffer.nextBatch(1 << 20, 1 << 20, 0).orElseThrow();
  }

  @Test
  @DisplayName("a delta goes to all but whom it came from")
  void backPropagation() {
    relay.add(1, "own", 10, 0);
    relay.relay(a, 2, "of a", 10, 0);
    assertThat(next(a)).containsExactly("own");
    assertThat(next(b)).containsExactly("own", "of a");
  }

  @Test
  @DisplayName("who sends what is held is not sent it; the numbers of what is left out stay")
  void knownBy() {
    for (int id = 0; id < 6; id++) {
      relay.add(id, "d" + id, 10, 0);
    }
    relay.known(a, 0);
    relay.known(a, 2);
    relay.known(a, 3);
    assertThat(a.pendingEntries()).as("one that is known waits behind others").isEqualTo(5);
    Batch<Parcel<String>> batch = batch(a);
    assertThat(batch.entries()).extracting(Parcel::id).containsExactly(1L, 4L, 5L);
    assertThat(batch.from()).isZero();
    assertThat(batch.to()).isEqualTo(6);
    assertThat(batch.gaps()).containsExactly(new Gap(0, 1), new Gap(1, 2));
    assertThat(List.of(batch.sequence(0), batch.sequence(1), batch.sequence(2)))
        .containsExactly(1L, 4L, 5L);
    assertThat(a.acknowledge(1, 6)).isTrue();
    assertThat(a.pendingBytes()).isZero();
    assertThat(next(b)).hasSize(6);
  }

  @Test
  @DisplayName("what turns out to be known is not sent again, and the stream goes on")
  void knownWhileUnderWay() {
    relay.add(1, "x", 10, 0);
    relay.add(2, "y", 10, 0);
    assertThat(next(a)).containsExactly("x", "y");
    relay.known(a, 2);
    relay.known(a, 1);
    assertThat(a.isEmpty()).isTrue();
    assertThat(a.pendingBytes()).isZero();
    assertThat(a.isAwaitingAck()).isFalse();
    assertThat(a.expire(5_000)).as("nothing is owed").isFalse();
    a.rewind();
    relay.add(3, "z", 10, 0);
    Batch<Parcel<String>> batch = batch(a);
    assertThat(batch.from()).as("the receiver may not have got any").isZero();
    assertThat(batch.gaps()).containsExactly(new Gap(0, 2));
    assertThat(batch.sequence(0)).isEqualTo(2);
  }

  @Test
  @DisplayName("a new incarnation is known to hold nothing, and is owed what comes from then on")
  void newIncarnation() {
    relay.add(1, "x", 10, 0);
    relay.close(a);
    DeltaBuffer<Parcel<String>> again = relay.open(9);
    relay.add(2, "y", 10, 0);
    relay.known(a, 2);
    relay.relay(a, 3, "late", 10, 0);
    relay.announced(a, 4, false, 0);
    relay.pulled(a, 2, 0);
    assertThat(again.stream()).isEqualTo(9);
    assertThat(next(again)).containsExactly("y", "late");
    assertThat(a.isEmpty()).isTrue();
    assertThat(relay.pulls(1_000_000)).isEmpty();
  }

  @Test
  @DisplayName("at a bound the claim is dropped; of what is not kept any more nothing is known")
  void bounds() {
    for (int id = 0; id < 11; id++) {
      relay.add(id, "d", 10, 0);
    }
    assertThat(a.takeDropped()).isTrue();
    assertThat(next(a)).hasSize(1);
    relay.known(b, 0);
    assertThat(b.pendingEntries()).isEqualTo(1);
  }

  @Test
  @DisplayName("large deltas go on the tree; other links get ids, late and together")
  void ids() {
    DeltaRelay<String> pulling =
        new DeltaRelay<>(5, new Limits(10_000, 10, 1_000), RelayPolicy.pulling(100, 50));
    DeltaBuffer<Parcel<String>> parent = pulling.open(1);
    DeltaBuffer<Parcel<String>> other = pulling.open(1);
    assertThat(pulling.newAdvert(other)).contains(new TreeAdvert(5, 0, false));
    pulling.advertised(parent, new TreeAdvert(2, 0, false));
    assertThat(pulling.newAdvert(parent)).contains(new TreeAdvert(2, 1, true));
    assertThat(pulling.newAdvert(parent)).as("told").isEmpty();
    assertThat(pulling.advert(other)).isEqualTo(new TreeAdvert(2, 1, false));
    pulling.add(1, "large", LARGE, 0);
    pulling.add(2, "small", LARGE - 1, 10);
    pulling.add(3, "known", LARGE, 20);
    pulling.known(other, 3);
    pulling.announce(99);
    assertThat(next(parent)).containsExactly("large", "small", "known");
    assertThat(next(other)).containsExactly("small");
    pulling.announce(100);
    assertThat(next(other)).containsExactly("id 1");
    assertThat(other.acknowledge(1, 2)).isTrue();
    pulling.pulled(other, 1, 150);
    assertThat(next(other)).containsExactly("large");
    pulling.pulled(other, 77, 150);
    assertThat(other.takeDropped()).as("nobody knows 77").isTrue();
  }

  @Test
  @DisplayName("a link that becomes one of the tree gets what was held back")
  void treeGrows() {
    DeltaRelay<String> pulling = new DeltaRelay<>(5, LIMITS, RelayPolicy.pulling(100, 50));
    DeltaBuffer<Parcel<String>> other = pulling.open(1);
    pulling.add(1, "large", LARGE, 0);
    pulling.announce(1);
    assertThat(other.isEmpty()).isTrue();
    pulling.advertised(other, new TreeAdvert(5, 1, true));
    pulling.announce(2);
    assertThat(next(other)).containsExactly("large");
  }

  @Test
  @DisplayName("small deltas are announced where most of what comes is known")
  void redundantLink() {
    DeltaRelay<String> pulling = new DeltaRelay<>(5, LIMITS, RelayPolicy.pulling(0, 50));
    DeltaBuffer<Parcel<String>> other = pulling.open(1);
    for (int id = 0; id < 3; id++) {
      pulling.known(other, id);
    }
    pulling.add(10, "small", 10, 0);
    pulling.announce(0);
    assertThat(next(other)).containsExactly("id 10");
  }

  @Test
  @DisplayName(
      "what was announced and does not come is pulled, of one after the other, not forever")
  void pulls() {
    DeltaRelay<String> pulling = new DeltaRelay<>(5, LIMITS, RelayPolicy.pulling(0, 50));
    DeltaBuffer<Parcel<String>> one = pulling.open(1);
    DeltaBuffer<Parcel<String>> two = pulling.open(1);
    pulling.announced(one, 1, false, 0);
    pulling.announced(two, 1, false, 10);
    pulling.announced(two, 2, false, 0);
    pulling.announced(two, 3, true, 0);
    assertThat(pulling.pulls(49)).isEmpty();
    pulling.relay(one, 2, "came", 10, 49);
    assertThat(pulling.pulls(50)).containsExactly(new DeltaRelay.Pull<>(one, List.of(1L)));
    assertThat(pulling.pulls(99)).isEmpty();
    assertThat(pulling.pulls(100)).containsExactly(new DeltaRelay.Pull<>(two, List.of(1L)));
    assertThat(pulling.pulls(150)).hasSize(1);
    assertThat(pulling.pulls(200)).hasSize(1);
    assertThat(pulling.takeGivenUp()).isFalse();
    assertThat(pulling.pulls(250)).isEmpty();
    assertThat(pulling.takeGivenUp()).isTrue();
    assertThat(pulling.takeGivenUp()).isFalse();
  }

  @Test
  void announced_moreThanThereIsRoomFor_isGivenUp() {
    for (int id = 0; id < 10; id++) {
      relay.announced(a, id, false, 0);
    }
    assertThat(relay.takeGivenUp()).isFalse();
    relay.announced(a, 10, false, 0);
    assertThat(relay.takeGivenUp()).isTrue();
    relay.close(a);
    assertThat(relay.takeGivenUp()).as("nobody is left to ask").isTrue();
  }

  @Test
  void policy_outOfBounds_isRefused() {
    assertThatThrownBy(() -> new RelayPolicy(true, -1, 0.3, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RelayPolicy(true, 1, 1.1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RelayPolicy(true, 1, Double.NaN, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RelayPolicy.pulling(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Parcel.announced(1).payload()).isEqualTo(Optional.empty());
  }
}
