package org.rejoin.simulations.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** On Ctrl-C: stops the work, waits for its summary, and ends with the code for "unknown". */
final class Interrupt implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private final CountDownLatch printed = new CountDownLatch(1);
  private final Thread hook;

  Interrupt(Runnable stop) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              await();
              Runtime.getRuntime().halt(SimMain.UNKNOWN);
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      if (!printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("sim: interrupted, and no summary within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The summary is out. */
  void summaryPrinted() {
    printed.countDown();
  }

  @Override
  public void close() {
    printed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook runs.
      printed.countDown();
    }
  }
}
