package org.rejoin.demo.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Blocking waits of the run's own thread. */
final class Waits {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int AT_ONCE = 256;
  private static final long POLL_MILLIS = 20;

  private Waits() {}

  /** The stage's value; throws {@link IllegalStateException} when it fails or takes 30 s. */
  static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a node", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a node did not answer: " + e.getMessage(), e);
    }
  }

  /** Asks for each of {@code what}, a bounded number at once; answers in their order. */
  static <A, B> List<B> each(List<A> what, Function<A, CompletionStage<B>> ask) {
    List<B> answers = new ArrayList<>(what.size());
    for (int from = 0; from < what.size(); from += AT_ONCE) {
      List<CompletionStage<B>> asked = new ArrayList<>();
      for (A one : what.subList(from, Math.min(what.size(), from + AT_ONCE))) {
        asked.add(ask.apply(one));
      }
      asked.forEach(stage -> answers.add(join(stage)));
    }
    return answers;
  }

  /** Whether {@code condition} came true within {@code limit}. */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    return true;
  }
}
