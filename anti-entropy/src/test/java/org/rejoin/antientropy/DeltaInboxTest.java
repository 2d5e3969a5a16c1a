package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.DeltaInbox.Verdict;
import org.rejoin.antientropy.DeltaInbox.Verdict.Kind;
import org.rejoin.crdt.codec.MalformedBytesException;

class DeltaInboxTest {
  private final DeltaInbox inbox = new DeltaInbox();

  private void join(long stream, long from, int count) {
    assertThat(inbox.offer(stream, from, count).kind()).isEqualTo(Kind.ACCEPT);
    inbox.advance(stream, from + count);
  }

  @Test
  @DisplayName("batches in order are accepted, overlapping ones in part, known ones not again")
  void ordinaryCourse() {
    assertThat(inbox.stream()).isZero();
    assertThat(inbox.offer(1, 0, 3)).isEqualTo(new Verdict(Kind.ACCEPT, 0, 0));
    assertThat(inbox.expected()).as("an offer does not advance").isZero();
    inbox.advance(1, 3);
    assertThat(inbox.stream()).isEqualTo(1);
    assertThat(inbox.offer(1, 0, 3)).isEqualTo(new Verdict(Kind.DUPLICATE, 0, 3));
    assertThat(inbox.offer(1, 1, 4)).isEqualTo(new Verdict(Kind.ACCEPT, 2, 3));
    inbox.advance(1, 5);
    assertThat(inbox.offer(1, 6, 1)).isEqualTo(new Verdict(Kind.GAP, 0, 5));
    assertThat(inbox.expected()).isEqualTo(5);
  }

  @Test
  @DisplayName("a new stream begins at 0 and ends the old one")
  void newStream() {
    assertThat(inbox.offer(4, 2, 1)).isEqualTo(new Verdict(Kind.GAP, 0, 0));
    join(4, 0, 2);
    assertThat(inbox.offer(6, 2, 1)).isEqualTo(new Verdict(Kind.GAP, 0, 0));
    assertThat(inbox.stream()).isEqualTo(4);
    join(6, 0, 1);
    assertThat(inbox.stream()).isEqualTo(6);
    assertThat(inbox.expected()).isEqualTo(1);
    assertThat(inbox.offer(4, 2, 1)).isEqualTo(new Verdict(Kind.STALE_STREAM, 0, 1));
  }

  @Test
  void offer_emptyBatch_neverAdvancesAnything() {
    join(1, 0, 2);
    assertThat(inbox.offer(1, 2, 0).kind()).isEqualTo(Kind.DUPLICATE);
    assertThat(inbox.offer(1, 3, 0).kind()).isEqualTo(Kind.GAP);
    assertThat(inbox.offer(2, 0, 0)).isEqualTo(new Verdict(Kind.ACCEPT, 0, 0));
    inbox.advance(2, 0);
    assertThat(inbox.stream()).isEqualTo(2);
  }

  @Test
  @DisplayName("part of an accepted batch may be joined first")
  void partialAdvance() {
    inbox.offer(1, 0, 3);
    inbox.advance(1, 2);
    assertThat(inbox.offer(1, 0, 3)).isEqualTo(new Verdict(Kind.ACCEPT, 2, 2));
    inbox.advance(1, 3);
  }

  @Test
  void advance_withoutAnAcceptedBatch_isOurBug() {
    assertThatThrownBy(() -> inbox.advance(1, 1)).isInstanceOf(IllegalStateException.class);
    join(2, 0, 3);
    inbox.offer(2, 5, 1);
    assertThatThrownBy(() -> inbox.advance(2, 6))
        .as("a gap")
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> inbox.advance(2, 2))
        .as("back")
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> inbox.advance(1, 3))
        .as("stale")
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> inbox.advance(3, 1))
        .as("unseen")
        .isInstanceOf(IllegalStateException.class);
    assertThat(inbox.expected()).isEqualTo(3);
  }

  @Test
  void offer_numbersThatNoSenderHas_areRefused() {
    assertThatThrownBy(() -> inbox.offer(0, 0, 1)).isInstanceOf(MalformedBytesException.class);
    assertThatThrownBy(() -> inbox.offer(-1, 0, 1)).isInstanceOf(MalformedBytesException.class);
    assertThatThrownBy(() -> inbox.offer(1, -1, 1)).isInstanceOf(MalformedBytesException.class);
    assertThatThrownBy(() -> inbox.offer(1, 0, -1)).isInstanceOf(MalformedBytesException.class);
    assertThatThrownBy(() -> inbox.offer(1, Long.MAX_VALUE, 1))
        .isInstanceOf(MalformedBytesException.class);
  }
}
