package org.rejoin.crdt.stability;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.ReplicaId;

/** A global state of the model: all incarnations, and all that is under way or was told. */
final class World {
  /** A delta under way: it may arrive any time, any number of times, or never. */
  record Sent(int op, int from, CutId at, Data delta) {}

  /**
   * A proposal that was sent; {@code epoch}, {@code dots} and {@code sealed} repeat its names,
   * {@code to} is asked.
   */
  record Asked(Cut cut, int epoch, int dots, int sealed, int to) {}

  /** What the proposer had when all had answered. */
  record Spread(CutId cut, Data data, int to) {}

  /** {@code from} has adopted {@code cut} and says so; the ids that agreed are bits. */
  record Told(int from, Cut cut, int agreed) {}

  final List<Node> nodes;
  final List<Op> ops;
  final List<Sent> sent;
  final List<Asked> asked;
  final List<Spread> spreads;
  final List<Told> told;
  final int retired;
  final int absent;
  final int restarts;
  final int copies;
  final int founders;
  final int restores;

  World(Builder from) {
    nodes = from.nodes;
    ops = from.ops;
    sent = from.sent;
    asked = from.asked;
    spreads = from.spreads;
    told = from.told;
    retired = from.retired;
    absent = from.absent;
    restarts = from.restarts;
    copies = from.copies;
    founders = from.founders;
    restores = from.restores;
  }

  static World start(int members) {
    Builder world = new Builder();
    for (int i = 0; i < members; i++) {
      CutMember member = CutMember.founder(id(i));
      for (int j = 0; j < members; j++) {
        member = member.meets(id(j));
      }
      world.nodes.add(Node.fresh(member));
    }
    return world.done();
  }

  /** Id number 0 belongs to the start cut. */
  static ReplicaId id(int index) {
    return new ReplicaId(index + 1L);
  }

  static int index(ReplicaId id) {
    return (int) id.value() - 1;
  }

  static int mask(Ids ids) {
    int mask = 0;
    for (ReplicaId id : ids.toList()) {
      mask |= 1 << index(id);
    }
    return mask;
  }

  Node node(int index) {
    return nodes.get(index);
  }

  /** Operations of one kind, as bits. */
  int ops(Op.Kind kind) {
    int mask = 0;
    for (int k = 0; k < ops.size(); k++) {
      mask |= ops.get(k).kind() == kind ? 1 << k : 0;
    }
    return mask;
  }

  /** Operations made by {@code ids}, as bits. */
  int opsOf(int ids) {
    int mask = 0;
    for (int k = 0; k < ops.size(); k++) {
      mask |= (ids >>> ops.get(k).by() & 1) << k;
    }
    return mask;
  }

  /** How many operations of {@code by} are among {@code seen}: they count without gaps. */
  int highest(int by, int seen) {
    int highest = 0;
    for (int k = 0; k < ops.size(); k++) {
      if ((seen >>> k & 1) == 1 && ops.get(k).by() == by) {
        highest = Math.max(highest, ops.get(k).number());
      }
    }
    return highest;
  }

  Asked asked(CutId cut) {
    for (Asked proposal : asked) {
      if (proposal.cut().id().equals(cut)) {
        return proposal;
      }
    }
    throw new IllegalStateException("cut " + cut + " was never proposed");
  }

  Builder change() {
    Builder next = new Builder();
    next.nodes.addAll(nodes);
    next.ops = ops;
    next.sent = sent;
    next.asked = asked;
    next.spreads = spreads;
    next.told = told;
    next.retired = retired;
    next.absent = absent;
    next.restarts = restarts;
    next.copies = copies;
    next.founders = founders;
    next.restores = restores;
    return next;
  }

  /** A hash of 64 bits of all but the order in which messages were sent. */
  long fingerprint() {
    Print print = new Print();
    for (Node node : nodes) {
      print.add(node);
    }
    for (Op op : ops) {
      print.add(op.code());
    }
    long messages = 0;
    for (Sent s : sent) {
      messages += new Print().add(s.op).add(s.from).add(s.at).add(s.delta.code()).add(1).done();
    }
    for (Asked a : asked) {
      messages +=
          new Print().add(a.cut.id()).add(a.epoch).add(a.dots).add(a.cut).add(a.to).add(2).done();
    }
    for (Spread s : spreads) {
      messages += new Print().add(s.cut).add(s.data.code()).add(s.to).add(3).done();
    }
    for (Told t : told) {
      messages += new Print().add(t.cut.id()).add(t.cut).add(t.from).add(t.agreed).add(4).done();
    }
    return print
        .add(messages)
        .add(retired)
        .add(absent * 4096L + restarts * 512L + copies * 64L + founders * 8L + restores)
        .done();
  }

  /** A world being changed. */
  static final class Builder {
    final List<Node> nodes = new ArrayList<>();
    List<Op> ops = List.of();
    List<Sent> sent = List.of();
    List<Asked> asked = List.of();
    List<Spread> spreads = List.of();
    List<Told> told = List.of();
    int retired;
    int absent;
    int restarts;
    int copies;
    int founders;
    int restores;

    static <T> List<T> append(List<T> list, T item) {
      if (list.contains(item)) {
        return list;
      }
      List<T> more = new ArrayList<>(list.size() + 1);
      more.addAll(list);
      more.add(item);
      return more;
    }

    Builder set(int index, Node node) {
      nodes.set(index, node);
      return this;
    }

    int add(Node node) {
      nodes.add(node);
      return nodes.size() - 1;
    }

    void kill(int index) {
      nodes.set(index, nodes.get(index).dead());
      retired |= 1 << index;
    }

    /** Forgets messages that nobody alive can use any more. */
    World done() {
      long lowest = Long.MAX_VALUE;
      for (Node node : nodes) {
        if (node.alive()) {
          lowest = Math.min(lowest, node.member().at().number());
        }
      }
      long adopted = lowest;
      asked = filter(asked, a -> a.cut().id().number() > adopted);
      spreads = filter(spreads, s -> s.cut().number() > adopted);
      told = filter(told, t -> t.cut().id().number() >= adopted);
      sent = filter(sent, this::isNewsToSomebody);
      return new World(this);
    }

    private boolean isNewsToSomebody(Sent message) {
      for (Node node : nodes) {
        Data data = node.data();
        boolean behind = node.member().at().number() <= message.at().number();
        if (node.alive() && behind && !data.join(message.delta(), 0, 0).equals(data)) {
          return true;
        }
      }
      return false;
    }

    private static <T> List<T> filter(List<T> list, java.util.function.Predicate<T> keep) {
      List<T> kept = new ArrayList<>(list.size());
      for (T item : list) {
        if (keep.test(item)) {
          kept.add(item);
        }
      }
      return kept.size() == list.size() ? list : kept;
    }
  }
}
