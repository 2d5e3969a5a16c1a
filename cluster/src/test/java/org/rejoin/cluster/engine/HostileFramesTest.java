package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rejoin.cluster.engine.wire.FrameDamage;
import org.rejoin.cluster.engine.wire.MessageType;

/**
 * Damaged frames against whole machines, in the middle of all that nodes say to each other: before
 * a frame arrives, another one does that it has become. One that is refused has changed nothing:
 * from there on the nodes say the same, byte by byte, as if it had not come. {@code
 * -Drejoin.long=true} takes many more.
 */
class HostileFramesTest {
  private static final int RUNS = Boolean.getBoolean("rejoin.long") ? 20_000 : 300;
  private static final int GROUPS = 2;
  private static final long SEED = 7;

  /** A frame of the undisturbed conversation, as it arrived. */
  private record Arrival(String node, EngineNet.Flying flying) {}

  private static final List<Arrival> ARRIVALS = new ArrayList<>();
  private static List<String> undisturbed = List.of();
  private static final Map<MessageType, List<Integer>> BY_TYPE = new EnumMap<>(MessageType.class);

  /** What stands in for a machine's own step. */
  @FunctionalInterface
  private interface Prober {
    List<Effect> probe(EngineNet.Node node, int machine, Input.Frame hostile, Input.Frame original);
  }

  private static final Prober REAL =
      (node, machine, hostile, original) -> node.probe(machine, hostile);

  private enum Ending {
    REFUSED,
    TAKEN
  }

  @BeforeAll
  static void listen() {
    EngineNet net = new EngineNet(GROUPS);
    net.onArrival = (node, flying) -> ARRIVALS.add(new Arrival(node.name, flying));
    new Conversation(net).run();
    undisturbed = said(net);
    for (int i = 0; i < ARRIVALS.size(); i++) {
      MessageType type = Conversation.message(ARRIVALS.get(i).flying).type();
      BY_TYPE.computeIfAbsent(type, t -> new ArrayList<>()).add(i);
    }
  }

  private static List<String> said(EngineNet net) {
    List<String> said = new ArrayList<>();
    for (EngineNet.Flying flying : net.sent) {
      byte[] frame = flying.send().frame();
      said.add(flying.from() + flying.to() + HexFormat.of().formatHex(frame));
    }
    said.add(net.roots().toString());
    return said;
  }

  /** One disturbed conversation. */
  private static final class Run {
    private final EngineNet net = new EngineNet(GROUPS);
    private final int before;
    private final byte[] hostile;
    private final Prober prober;
    private int arrived;
    private Optional<Ending> ending = Optional.empty();

    Run(int before, byte[] hostile, Prober prober) {
      this.before = before;
      this.hostile = hostile;
      this.prober = prober;
      net.onArrival = this::arrives;
    }

    private void arrives(EngineNet.Node node, EngineNet.Flying flying) {
      if (arrived++ != before) {
        return;
      }
      int machine = flying.send().machine();
      Endpoint from = net.node(flying.from()).endpoint;
      List<Effect> effects =
          prober.probe(
              node,
              machine,
              new Input.Frame(from, hostile),
              new Input.Frame(from, flying.send().frame()));
      boolean isRefused = !effects.isEmpty() && effects.stream().allMatch(Run::isRefusal);
      ending = Optional.of(isRefused ? Ending.REFUSED : Ending.TAKEN);
      effects.forEach(effect -> node.carryOut(machine, effect));
    }

    private static boolean isRefusal(Effect effect) {
      return effect instanceof Effect.Trace trace
          && trace.event() instanceof TraceEvent.FrameRejected;
    }

    /** What is wrong after it, if anything. */
    Optional<String> complaint() {
      new Conversation(net).run();
      if (ending.orElseThrow() == Ending.REFUSED) {
        List<String> now = said(net);
        return now.equals(undisturbed)
            ? Optional.empty()
            : Optional.of("refused, and then " + differenceOf(now));
      }
      net.run(20_000);
      boolean isToBeMended =
          net.traced(TraceEvent.CorruptionFound.class).isEmpty()
              && net.traced(TraceEvent.PeerRefused.class).isEmpty();
      return isToBeMended && net.roots().size() != 1
          ? Optional.of("taken, and then the nodes do not agree any more")
          : Optional.empty();
    }

    private static String differenceOf(List<String> now) {
      int i = 0;
      while (i < Math.min(now.size(), undisturbed.size())
          && now.get(i).equals(undisturbed.get(i))) {
        i++;
      }
      return "frame " + i + " of " + undisturbed.size() + " is another one";
    }
  }

  private static Optional<String> hunt(int runs, long seed, Prober prober, EnumSet<Ending> seen) {
    SplittableRandom random = new SplittableRandom(seed);
    FrameDamage damage = new FrameDamage(random);
    MessageType[] types = MessageType.values();
    for (int i = 0; i < runs; i++) {
      List<Integer> places = BY_TYPE.get(types[i % types.length]);
      int place = places.get(random.nextInt(places.size()));
      byte[] frame = ARRIVALS.get(place).flying.send().frame();
      byte[] other = ARRIVALS.get(random.nextInt(ARRIVALS.size())).flying.send().frame();
      byte[] hostile = damage.of(frame, other);
      if (Arrays.equals(hostile, frame)) {
        continue;
      }
      Run run = new Run(place, hostile, prober);
      Optional<String> complaint = run.complaint();
      if (complaint.isPresent()) {
        String hex = HexFormat.of().formatHex(hostile, 0, Math.min(400, hostile.length));
        return Optional.of(
            types[i % types.length]
                + ", run "
                + i
                + " of seed "
                + seed
                + ", before arrival "
                + place
                + ": "
                + complaint.get()
                + "\n"
                + hex);
      }
      run.ending.ifPresent(seen::add);
    }
    return Optional.empty();
  }

  @Test
  @DisplayName("the conversation has messages of every type in it")
  void conversation_hasEveryType() {
    assertThat(BY_TYPE.keySet()).isEqualTo(EnumSet.allOf(MessageType.class));
  }

  @Test
  @Timeout(7200)
  @DisplayName("a frame that is refused changes nothing; one that is taken is mended")
  void damagedFrame_inTheMiddle_changesNothing() {
    EnumSet<Ending> seen = EnumSet.noneOf(Ending.class);
    assertThat(hunt(RUNS, SEED, REAL, seen)).isEmpty();
    assertThat(seen).containsExactlyInAnyOrder(Ending.REFUSED, Ending.TAKEN);
  }

  /** As if a reader used each part of a frame at once, and found out at its end that it is bad. */
  @Test
  @DisplayName("a machine that uses a frame before it has read all of it is found")
  void planted_usesBeforeItHasReadAll_found() {
    Prober planted =
        (node, machine, frame, original) -> {
          List<Effect> refused = node.probe(machine, frame);
          if (refused.stream().allMatch(Run::isRefusal)) {
            node.probe(machine, original);
          }
          return refused;
        };
    EnumSet<Ending> seen = EnumSet.noneOf(Ending.class);
    assertThat(hunt(100, SEED, planted, seen).orElse("nothing")).contains("refused, and then");
  }
}
