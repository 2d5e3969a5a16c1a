package org.rejoin.demo.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.rejoin.demo.Till;

/**
 * A fault that someone wants the verdict to find, or none. Found by {@link java.util.ServiceLoader}
 * and chosen by name; the run itself never asks whether there is one.
 */
public interface Plant {
  /** Its name on the command line. */
  String name();

  /** Settings that come before all others on each node. */
  default Config settings() {
    return ConfigFactory.empty();
  }

  /** The till that the run sells at. */
  default Till till(Till real) {
    return real;
  }

  /** No fault. */
  static Plant none() {
    return () -> "none";
  }
}
