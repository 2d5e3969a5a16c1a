package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;

/**
 * Three replicas and clients that read at one and write at another, beside the model: a put shows
 * until an operation is known whose client had been shown it, unless it was replaced at that
 * operation's replica already: then what replaced it there says so.
 */
final class SiblingSpec {
  /** The model's whole memory of a put or, without a value, a remove. */
  private record Op(int id, String value, long stamp, ReplicaId writer, Set<Integer> replaced) {}

  private record Message(SiblingRegister<String> part, Set<Integer> holds) {}

  /** What a client took home from a read. */
  private record Read(Token token, Set<Integer> shown) {}

  private final long seed;
  private final SeededRandom random;
  private final Map<Integer, Op> ops = new TreeMap<>();
  private final List<Message> messages = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>(List.of(new Read(Token.empty(), Set.of())));
  private final List<SiblingRegister<String>> states = new ArrayList<>();
  private final List<Set<Integer>> known = new ArrayList<>();

  private final long[] clocks = {0, 1, 2};

  SiblingSpec(long seed) {
    this.seed = seed;
    this.random = new SeededRandom(seed);
  }

  void run() {
    for (int i = 0; i < 3; i++) {
      states.add(SiblingRegister.empty(Codecs.utf8()));
      known.add(new TreeSet<>());
    }
    for (int step = 0; step < 40; step++) {
      int at = random.below(3);
      switch (random.below(5)) {
        case 0 -> reads.add(new Read(states.get(at).token(), live(known.get(at))));
        case 1, 2 -> write(at, random.pick(reads));
        default -> {
          if (!messages.isEmpty()) {
            Message message = random.pick(messages);
            states.set(at, states.get(at).join(message.part()));
            known.get(at).addAll(message.holds());
          }
        }
      }
      assertThat(states.get(at).siblings().values())
          .as("seed %d, ops %s of %s", seed, known.get(at), ops)
          .isEqualTo(shown(known.get(at)));
    }
  }

  private void write(int at, Read read) {
    clocks[at] += 1 + random.below(2);
    long millis = clocks[at];
    Origin origin = new Origin(new ReplicaId(at + 1), Hlc.ofMillis(millis));
    boolean removes = random.chance(20);
    String value = removes ? null : random.pick(List.of("a", "b", "c"));
    Edited<SiblingRegister<String>> edited =
        states
            .get(at)
            .edit(
                origin,
                editor -> {
                  if (removes) {
                    editor.remove(read.token());
                  } else {
                    editor.put(value, read.token());
                  }
                });
    Set<Integer> replaced = new TreeSet<>(read.shown());
    known.get(at).forEach(op -> replaced.removeAll(ops.get(op).replaced()));
    int id = ops.size();
    ops.put(id, new Op(id, value, millis, origin.replica(), replaced));
    states.set(at, edited.state());
    known.get(at).add(id);
    messages.add(new Message(edited.delta(), Set.of(id)));
    messages.add(new Message(edited.state(), new TreeSet<>(known.get(at))));
  }

  private Set<Integer> live(Set<Integer> knownOps) {
    Set<Integer> live = new TreeSet<>(knownOps);
    live.removeIf(id -> ops.get(id).value() == null);
    knownOps.forEach(id -> live.removeAll(ops.get(id).replaced()));
    return live;
  }

  private List<String> shown(Set<Integer> knownOps) {
    List<Op> puts = new ArrayList<>();
    live(knownOps).forEach(id -> puts.add(ops.get(id)));
    puts.sort(Comparator.comparingLong(Op::stamp).thenComparing(Op::writer).reversed());
    Set<String> newestFirst = new LinkedHashSet<>();
    puts.forEach(put -> newestFirst.add(put.value()));
    List<String> values = new ArrayList<>(newestFirst);
    Collections.reverse(values);
    return values;
  }
}
