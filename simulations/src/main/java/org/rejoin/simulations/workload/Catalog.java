package org.rejoin.simulations.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.Verb;

/** The keyspaces of a plan, and its operations as inputs of the engine. Immutable. */
public final class Catalog {
  private static final Pattern AT_LEAST = Pattern.compile("at-least\\((\\d{1,3})\\)");
  private final Map<String, Family<?, ?>> families = new TreeMap<>();

  /** Makes the keyspaces. */
  public Catalog(List<KeyspacePlan> keyspaces) {
    for (KeyspacePlan keyspace : keyspaces) {
      Family<?, ?> family = Families.of(keyspace.type(), keyspace.name());
      families.put(keyspace.name(), keyspace.durable() ? family.durable() : family);
    }
  }

  /** All keyspaces, by name. */
  public List<KeyspaceSpec<?, ?>> specs() {
    return families.values().stream().<KeyspaceSpec<?, ?>>map(Family::keyspace).toList();
  }

  /** Whether any keyspace is durable. */
  public boolean isDurable() {
    return families.values().stream().anyMatch(family -> family.keyspace().isDurable());
  }

  /** The operation as an input for the key's group, of a client who has seen that of the key. */
  public Input input(long op, KeyRef key, OpBody body, Optional<KeyToken> after) {
    Level level = level(body.level());
    Duration timeout = Duration.ofMillis(body.timeoutMillis());
    if (body.verb() == Verb.READ) {
      return family(body.keyspace()).fetch(op, key, new Read(level, timeout, after));
    }
    Write write = new Write(level, timeout, after);
    return body.verb() == Verb.DELETE
        ? family(body.keyspace()).delete(op, key, write)
        : family(body.keyspace()).update(op, key, body, write);
  }

  /** A local read. */
  public Input read(long op, KeyRef key) {
    return family(key.keyspace()).fetch(op, key, Read.local());
  }

  /** The family of a keyspace. */
  public Family<?, ?> family(String keyspace) {
    Family<?, ?> family = families.get(keyspace);
    if (family == null) {
      throw new IllegalArgumentException("keyspace " + keyspace + " is not in the plan");
    }
    return family;
  }

  /** Reads a level as a plan writes it. */
  public static Level level(String text) {
    if (text.equals("local") || text.equals(OpBody.SESSION)) {
      return Level.LOCAL;
    }
    if (text.equals("majority")) {
      return Level.MAJORITY;
    }
    Matcher matcher = AT_LEAST.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("level " + text + ": use local, at-least(n) or majority");
    }
    return Level.atLeast(Integer.parseInt(matcher.group(1)));
  }
}
