package org.rejoin.simulations.swarm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.rejoin.simulations.plan.DataType;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.PlannedFault;

/**
 * Which rare states a campaign has reached, and which kinds of faults have met which families of
 * types. A campaign that has not reached them all has shown too little, however green it is. Not
 * thread-safe.
 */
public final class Ledger {
  /** Rare states: what runs count, and what that is called here. */
  private static final List<Rare> STATES =
      List.of(
          new Rare("buffer overflow, claim dropped", "ClaimDropped"),
          new Rare("gap refused", "GapRefused"),
          new Rare("retransmit", "Retransmitted"),
          new Rare("frame unreadable", "FrameRejected as unreadable"),
          new Rare("entry refused", "EntryRefused"),
          new Rare("frame of another incarnation", "FrameRejected as of another incarnation"),
          new Rare("new incarnation", "PeerMet after a restart"),
          new Rare("repair of one key", "ExchangeEnded over one key"),
          new Rare("repair of many keys", "ExchangeEnded over many keys"),
          new Rare("exchange futile", "ExchangeEnded futile"),
          new Rare("exchange given up", "ExchangeEnded given up"),
          new Rare("repair with news", "Joined a repair"),
          new Rare("repair without news", "Joined a repair without news"),
          new Rare("stamp beyond max-drift", "ClockAhead"),
          new Rare("rights refused", "Rejected EDIT_FAILED"),
          new Rare("level out of reach", "Unavailable"),
          new Rare("key deleted", "Deleted"),
          new Rare("overruled write", "Overruled"),
          new Rare("cut decided", "cuts decided"),
          new Rare("dots forgotten", "dots forgotten"),
          new Rare("tombstones collected", "delete epochs forgotten"),
          new Rare("id sealed", "ids sealed"));

  private static final List<String> FAMILIES =
      List.of("sets", "flags", "registers", "maps", "counters");

  private final Map<String, Long> reached = new LinkedHashMap<>();

  private record Rare(String name, String counted) {}

  /** Nothing was reached. */
  public Ledger() {
    STATES.forEach(state -> reached.put(state.name, 0L));
    for (FaultKind kind : FaultKind.values()) {
      for (String family : FAMILIES) {
        reached.put(cell(kind, family), 0L);
      }
    }
  }

  private static String cell(FaultKind kind, String family) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " x " + family;
  }

  private static String family(DataType type) {
    return switch (type) {
      case OR_SET, RW_SET, G_SET -> "sets";
      case EW_FLAG, DW_FLAG -> "flags";
      case MV_REGISTER, LWW_REGISTER, SIBLINGS, SETTLED_SIBLINGS, MAX_REGISTER, MIN_REGISTER ->
          "registers";
      case LWW_MAP, OR_MAP, OR_MULTI_MAP -> "maps";
      case G_COUNTER, PN_COUNTER, RESETTABLE_COUNTER, COUNTER_MAP, BOUNDED_COUNTER -> "counters";
    };
  }

  /** Takes in a run. */
  public void add(Outcome outcome) {
    Map<String, Long> counted = outcome.result().traced();
    STATES.forEach(state -> add(state.name, counted.getOrDefault(state.counted, 0L)));
    if (!Outcome.isForgetting(outcome.plan())) {
      TreeSet<String> cells = new TreeSet<>();
      for (PlannedFault fault : outcome.plan().faults()) {
        for (KeyspacePlan keyspace : outcome.plan().config().keyspaces()) {
          cells.add(cell(fault.kind(), family(keyspace.type())));
        }
      }
      cells.forEach(cell -> add(cell, 1));
    }
  }

  private void add(String name, long times) {
    reached.merge(name, times, Long::sum);
  }

  /** How often each was reached, of a cell in how many runs. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(reached);
  }

  /** What was not reached. */
  public List<String> unreached() {
    List<String> names = new ArrayList<>();
    reached.forEach(
        (name, times) -> {
          if (times == 0) {
            names.add(name);
          }
        });
    return names;
  }
}
