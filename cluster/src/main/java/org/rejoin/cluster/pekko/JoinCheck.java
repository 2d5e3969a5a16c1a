package org.rejoin.cluster.pekko;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Refuses a node whose store could never agree with this cluster's: other groups, other hash suite.
 * A node without Rejoin may join.
 */
final class JoinCheck extends JoinConfigCompatChecker {
  private static final List<String> KEYS = List.of(StoreSettings.GROUPS, StoreSettings.HASH_SUITE);

  @Override
  public Seq<String> requiredKeys() {
    return CollectionConverters.asScala(KEYS).toList();
  }

  @Override
  public ConfigValidation check(Config joining, Config cluster) {
    Seq<String> present =
        CollectionConverters.asScala(KEYS.stream().filter(joining::hasPath).toList()).toList();
    return JoinConfigCompatChecker.fullMatch(present, joining, cluster);
  }
}
