package org.rejoin.conflict.laws;

import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Other threads, locales, zones and days to run resolvers in. For tests. */
final class Elsewhere {
  static final List<Environment> ALL =
      List.of(
          Elsewhere::otherThread, Elsewhere::inTurkish, Elsewhere::inTokyo, Elsewhere::tomorrow);

  private static int day;

  private Elsewhere() {}

  /** What a wall clock would say. */
  static int day() {
    return day;
  }

  private static void otherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inTurkish(Runnable work) {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      work.run();
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void inTokyo(Runnable work) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    try {
      work.run();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static void tomorrow(Runnable work) {
    day++;
    try {
      work.run();
    } finally {
      day--;
    }
  }
}
