package org.rejoin.simulations.workload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.conflict.Agreement;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.WriteBack;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.simulations.spec.SiblingSpec;

/**
 * Registers whose siblings are written back as the greatest of them: what a store does for that.
 */
public final class Settled {
  /** How long siblings stand. */
  private static final Duration DELAY = Duration.ofMillis(300);

  private static final ConflictSettings<String> SETTINGS =
      ConflictSettings.writeBack(
          Resolvers.reconcile("greatest", 1, (a, b) -> a.compareTo(b) >= 0 ? a : b), DELAY);

  /** All members of a run have the same resolver. */
  private static final Agreement<String> AGREED = SETTINGS.agree(List.of());

  private Settled() {}

  /**
   * What is to be written in place of siblings.
   *
   * @param value the value, as the specification knows it
   */
  public record Settlement(WriteBack result, String value) {}

  static Family<SiblingRegister<String>, SiblingRegister.Editor<String>> siblings(String name) {
    return new Family<>(
        registers(name),
        Registers::editSiblings,
        SiblingSpec.INSTANCE,
        register -> new TreeSet<>(register.siblings().values()));
  }

  private static KeyspaceSpec<SiblingRegister<String>, SiblingRegister.Editor<String>> registers(
      String name) {
    return Keyspaces.siblings(name, Codecs.utf8(), SETTINGS).registers();
  }

  /**
   * Asks the resolver.
   *
   * @param epoch the key's delete epoch
   * @param limit clocks beyond it are ahead: siblings that have such are left alone
   */
  @SuppressWarnings("unchecked")
  public static Optional<Settlement> of(long epoch, Crdt<?> register, Hlc limit) {
    Resolved<String> view =
        ((SiblingRegister<String>) register).resolve(AGREED.resolver(), limit).inEpoch(epoch);
    return SETTINGS
        .writeBack(view, AGREED, true, DELAY)
        .map(result -> new Settlement(result, view.value().orElseThrow()));
  }

  /** Writes it, only over the very siblings that it was made of. */
  public static Input input(long op, KeyRef key, Settlement settlement, Catalog catalog) {
    boolean isDurable = catalog.family(key.keyspace()).keyspace().isDurable();
    var memory = registers(key.keyspace());
    var keyspace = isDurable ? memory.durable() : memory;
    Consumer<SiblingRegister.Editor<String>> change =
        editor -> {
          if (editor.token().equals(settlement.result().token())) {
            editor.writeBack(settlement.result());
          }
        };
    return new Input.Update<>(op, keyspace, key, change, Write.local());
  }
}
