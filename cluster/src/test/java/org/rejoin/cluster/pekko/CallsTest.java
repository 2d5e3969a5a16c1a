package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;

@DisplayName("Calls that wait for a machine")
class CallsTest {
  private final StoreCounters counters = new StoreCounters();
  private final List<Long> sent = new ArrayList<>();
  private final Calls calls = new Calls(Runnable::run, counters, 2);

  private CompletableFuture<WriteResult> submit() {
    return calls.submit(CallAnswers.write(), sent::add).toCompletableFuture();
  }

  private static RejectedCode code(CompletableFuture<WriteResult> result) {
    return ((WriteResult.Rejected) result.join()).code();
  }

  @Test
  void are_answered_once_by_number() {
    CompletableFuture<WriteResult> first = submit();
    CompletableFuture<WriteResult> second = submit();
    WriteResult result = new WriteResult.Acked(List.of("n1"));
    calls.complete(sent.get(1), result);
    calls.complete(sent.get(1), new WriteResult.Acked(List.of()));

    assertThat(second.join()).isSameAs(result);
    assertThat(first).isNotDone();
  }

  @Test
  void above_the_limit_are_busy_until_one_is_answered() {
    submit();
    submit();
    assertThat(code(submit())).isEqualTo(RejectedCode.BUSY);
    assertThat(counters.snapshot().count(Counter.CALLS_REFUSED_BUSY)).isOne();
    calls.complete(sent.get(0), new WriteResult.Acked(List.of()));
    assertThat(submit()).isNotDone();
  }

  @Test
  void when_the_machine_is_gone_are_unknown_if_begun_and_else_refused() {
    CompletableFuture<WriteResult> begun = submit();
    CompletableFuture<WriteResult> waiting = submit();
    assertThat(calls.begin(sent.get(0))).isTrue();
    calls.close("over");

    assertThat(begun.join()).isInstanceOf(WriteResult.Unknown.class);
    assertThat(code(waiting)).isEqualTo(RejectedCode.STOPPED);
    assertThat(code(submit())).isEqualTo(RejectedCode.STOPPED);
    assertThat(calls.begin(sent.get(1))).isFalse();
    assertThat(sent).hasSize(2);
  }

  @Test
  void questions_without_an_answer_fail() {
    calls.close("over");
    assertThat(calls.submit(CallAnswers.question(), sent::add).toCompletableFuture())
        .isCompletedExceptionally();
  }

  @Test
  void are_answered_though_the_dispatcher_is_down() {
    Calls orphaned =
        new Calls(
            work -> {
              throw new RejectedExecutionException();
            },
            counters,
            2);
    CompletableFuture<WriteResult> call =
        orphaned.submit(CallAnswers.write(), sent::add).toCompletableFuture();
    orphaned.close("over");
    assertThat(code(call)).isEqualTo(RejectedCode.STOPPED);
  }
}
