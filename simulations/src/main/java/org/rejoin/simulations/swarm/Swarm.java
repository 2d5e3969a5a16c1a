package org.rejoin.simulations.swarm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;

/**
 * Runs seed after seed, several at once, and hands out what came of them in the order of seeds: the
 * same whatever the number of threads. Used once.
 */
public final class Swarm {
  /** Of so many seeds one is run twice, as to judge determinism. */
  private static final int TWICE_ONE_IN = 40;

  private static final int AHEAD = 4;

  private final Order order;
  private final Plants plants;
  private volatile boolean isStopped;

  /**
   * What to run.
   *
   * @param firstSeed seeds go up from here
   * @param runs how many, at most
   * @param budgetNanos how long, at most; what is under way is finished
   * @param jobs how many at once
   * @param keepGoing whether to go on after a violation
   * @param only runs with this tag alone, if given
   */
  public record Order(
      long firstSeed,
      long runs,
      long budgetNanos,
      int jobs,
      boolean keepGoing,
      Optional<String> only) {
    /** Refuses what is out of bounds. */
    public Order {
      if (runs < 1 || budgetNanos < 1 || jobs < 1 || jobs > 256) {
        throw new IllegalArgumentException(
            "runs = " + runs + ", nanoseconds = " + budgetNanos + ", jobs = " + jobs);
      }
    }
  }

  /** Has run nothing yet. */
  public Swarm(Order order, Plants plants) {
    this.order = order;
    this.plants = plants;
  }

  /** Ends after the runs that are under way. From any thread. */
  public void stop() {
    isStopped = true;
  }

  /** Whether somebody stopped it. */
  public boolean isStopped() {
    return isStopped;
  }

  /** Runs, and hands out each outcome in turn. */
  public void run(Consumer<Outcome> each) {
    ExecutorService pool = Executors.newFixedThreadPool(order.jobs(), Swarm::daemon);
    try {
      run(each, pool);
    } catch (InterruptedException e) {
      isStopped = true;
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "swarm");
    thread.setDaemon(true);
    return thread;
  }

  private void run(Consumer<Outcome> each, ExecutorService pool) throws InterruptedException {
    long began = System.nanoTime();
    Deque<Future<Optional<Outcome>>> underWay = new ArrayDeque<>();
    long next = order.firstSeed();
    long done = 0;
    while (!isStopped && done < order.runs() && System.nanoTime() - began < order.budgetNanos()) {
      while (underWay.size() < AHEAD * order.jobs()) {
        long seed = next++;
        underWay.addLast(pool.submit(() -> one(seed)));
      }
      Optional<Outcome> outcome = result(underWay.removeFirst());
      if (outcome.isPresent()) {
        done++;
        each.accept(outcome.get());
        if (outcome.get().isBad() && !order.keepGoing()) {
          return;
        }
      }
    }
  }

  private static Optional<Outcome> result(Future<Optional<Outcome>> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run that could not be run", e.getCause());
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private Optional<Outcome> one(long seed) {
    Plan plan = SwarmScenario.plan(seed);
    if (order.only().isPresent() && !Outcome.tagsOf(plan).contains(order.only().get())) {
      return Optional.empty();
    }
    return Optional.of(outcome(plan, plants));
  }

  /** Runs one plan; one in some of them twice. */
  static Outcome outcome(Plan plan, Plants plants) {
    boolean isTwice = plan.draws().below(TWICE_ONE_IN, Stream.SWARM, Draws.entity(1, 1), 0) == 0;
    return new Outcome(plan, isTwice ? Runner.runTwice(plan, plants) : Runner.run(plan, plants));
  }
}
