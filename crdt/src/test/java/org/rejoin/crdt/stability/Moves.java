package org.rejoin.crdt.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;

/** All that can happen next in a world, apart from users' operations and deltas. */
final class Moves {
  /** One thing that happened, and the world after it. */
  record Move(String name, int who, int other, World after) {
    @Override
    public String toString() {
      return name + " " + who + (other < 0 ? "" : " " + other);
    }
  }

  private static final Bytes KEY = Bytes.wrap(new byte[] {'k'});

  private final Scope scope;
  private final Rules rules;
  private final Objects objects;

  Moves(Scope scope, Rules rules) {
    this.scope = scope;
    this.rules = rules;
    this.objects = new Objects(scope, rules);
  }

  List<Move> from(World world) {
    List<Move> next = new ArrayList<>();
    for (int i = 0; i < world.nodes.size(); i++) {
      if (world.node(i).alive()) {
        objects.users(world, i, next);
        propose(world, i, next);
        spread(world, i, next);
        decide(world, i, next);
        for (World.Asked asked : world.asked) {
          answer(world, i, asked, next);
        }
        for (World.Spread spread : world.spreads) {
          confirm(world, i, spread, next);
        }
        for (World.Told told : world.told) {
          adopt(world, i, told, next);
        }
        peers(world, i, next);
        leave(world, i, next);
        replay(world, i, next);
      } else {
        restore(world, i, next);
      }
    }
    newcomers(world, next);
    return next;
  }

  private static int lowestLeft(World world) {
    for (int i = 0; i < world.nodes.size(); i++) {
      if (world.node(i).alive() && (world.retired >>> i & 1) == 0) {
        return i;
      }
    }
    return -1;
  }

  private void propose(World world, int i, List<Move> next) {
    Node node = world.node(i);
    CutMember member = node.member();
    boolean entitled =
        scope.allPropose() || i == lowestLeft(world) || (world.retired >>> i & 1) == 1;
    if (!entitled || member.at().number() >= scope.cuts() || node.attempts() >= scope.attempts()) {
      return;
    }
    int gone = world.retired & ~node.data().sealed() & ~(1 << i) | heirless(world, node);
    if (gone != 0) {
      heirs(world, i, gone, new ArrayList<>(), next);
      return;
    }
    int removes = world.ops(Op.Kind.REMOVE);
    int live = node.data().live();
    int dots = scope.isRemoveWins() && (live & removes) != 0 ? live : 0;
    if (node.data().epoch() > 0 || dots != 0) {
      propose(world, i, node.data().epoch(), dots, List.of(), next);
    }
  }

  /** Sealed ids without an heir, whose node has come back since. */
  private static int heirless(World world, Node node) {
    int heirless = 0;
    for (Node back : world.nodes) {
      Seal seal = back.alive() ? sealOf(node, back.archive()) : null;
      if (seal != null && seal.heir().isEmpty()) {
        heirless |= 1 << back.archive();
      }
    }
    return heirless;
  }

  private static @Nullable Seal sealOf(Node node, int id) {
    return node.seals().stream()
        .filter(seal -> World.index(seal.id()) == id)
        .findFirst()
        .orElse(null);
  }

  /** One proposal for each choice of heirs. */
  private void heirs(World world, int i, int gone, List<Seal> chosen, List<Move> next) {
    if (gone == 0) {
      propose(world, i, 0, 0, chosen, next);
      return;
    }
    int first = Integer.numberOfTrailingZeros(gone);
    Seal before = sealOf(world.node(i), first);
    Ceiling ceiling = before == null ? Ceiling.NONE : before.ceiling();
    boolean named = false;
    for (int heir = 0; heir < world.nodes.size(); heir++) {
      if (world.node(heir).alive() && world.node(heir).archive() == first) {
        named = true;
        List<Seal> more = new ArrayList<>(chosen);
        more.add(new Seal(World.id(first), World.id(heir), ceiling));
        heirs(world, i, gone & gone - 1, more, next);
      }
    }
    if (!named) {
      List<Seal> more = new ArrayList<>(chosen);
      more.add(new Seal(World.id(first), null, ceiling));
      heirs(world, i, gone & gone - 1, more, next);
    }
  }

  private void propose(World world, int i, int epoch, int dots, List<Seal> seals, List<Move> next) {
    Node node = world.node(i);
    TreeMap<Bytes, Long> epochs = new TreeMap<>();
    if (epoch > 0) {
      epochs.put(KEY, (long) epoch);
    }
    TreeMap<Bytes, StableDots> named = new TreeMap<>();
    if (dots != 0) {
      named.put(KEY, new StableDots(0, List.of(new Dot(World.id(0), dots))));
    }
    int attempt = node.attempts() + 1;
    CutProposer proposer = CutProposer.begin(node.member(), attempt, epochs, named, seals);
    if (!node.member().mayAnswer(proposer.cut())) {
      return;
    }
    World.Builder change = world.change();
    World.Asked asked =
        new World.Asked(
            proposer.cut(),
            epoch,
            dots,
            World.mask(proposer.cut().sealed()),
            World.mask(proposer.required()));
    change.asked = World.Builder.append(world.asked, asked);
    Node asking = node.proposing(proposer, node.data(), attempt);
    answered(change.set(i, asking), world, i, asked);
    next.add(new Move("propose", i, attempt, change.done()));
  }

  private void answer(World world, int i, World.Asked asked, List<Move> next) {
    Node node = world.node(i);
    CutMember member = node.member();
    if (!rules.mayAnswer(member, asked.cut())) {
      return;
    }
    boolean open = member.open() != null && member.open().id().equals(asked.cut().id());
    Node asking = world.node(World.index(asked.cut().id().proposer()));
    CutProposer proposer = asking.proposer();
    boolean waiting =
        proposer != null
            && proposer.cut().id().equals(asked.cut().id())
            && !proposer.answered().contains(World.id(i));
    Data data = node.data();
    boolean holds = data.epoch() >= asked.epoch() && (asked.dots() & ~data.context()) == 0;
    if ((open && !waiting) || !holds || !addressed(world, i, asked.cut().id(), asked.to())) {
      return;
    }
    World.Builder change = world.change();
    answered(change, world, i, asked);
    next.add(new Move("answer", i, asked.cut().id().attempt(), change.done()));
  }

  /** Whether the proposer has spoken to this one: at once, or when it heard of it later. */
  private boolean addressed(World world, int i, CutId cut, int to) {
    CutProposer proposer = world.node(World.index(cut.proposer())).proposer();
    return rules.heardByAll()
        || (to >>> i & 1) == 1
        || (proposer != null
            && proposer.cut().id().equals(cut)
            && proposer.required().contains(World.id(i)));
  }

  private void answered(World.Builder change, World world, int i, World.Asked asked) {
    Node node = change.nodes.get(i);
    CutMember member = rules.answered(node.member(), asked.cut());
    TreeMap<ReplicaId, Ceiling> ceilings = new TreeMap<>();
    for (Seal seal : asked.cut().seals()) {
      long highest = world.highest(World.index(seal.id()), node.data().seen());
      if (highest > 0) {
        ceilings.put(seal.id(), new Ceiling(new TreeMap<>(java.util.Map.of(0, highest))));
      }
    }
    change.set(i, node.with(member));
    int to = World.index(asked.cut().id().proposer());
    Node asking = change.nodes.get(to);
    CutProposer proposer = asking.proposer();
    if (proposer == null || !proposer.cut().id().equals(asked.cut().id())) {
      return;
    }
    CutProposer after = proposer.answered(member.answer(asked.cut().id(), ceilings));
    Data pending =
        rules.sweeps() ? objects.join(world, asking.pending(), node.data()) : asking.pending();
    change.set(to, asking.proposing(after, pending, asking.attempts()).counting(after));
  }

  private void spread(World world, int i, List<Move> next) {
    Node node = world.node(i);
    CutProposer proposer = node.proposer();
    if (proposer == null || !proposer.isAnswered()) {
      return;
    }
    CutId cut = proposer.cut().id();
    if (world.spreads.stream().anyMatch(s -> s.cut().equals(cut))
        || !node.member().mayConfirm(cut)) {
      return;
    }
    Data data = objects.join(world, node.data(), node.pending());
    World.Builder change = world.change();
    change.set(i, node.with(data));
    if (confirmed(change, world, i, world.asked(cut))) {
      change.spreads =
          World.Builder.append(
              world.spreads, new World.Spread(cut, data, World.mask(proposer.required())));
      next.add(new Move("spread", i, -1, change.done()));
    }
  }

  private void confirm(World world, int i, World.Spread spread, List<Move> next) {
    Node node = world.node(i);
    if (!node.member().mayConfirm(spread.cut())
        || node.member().confirmed().contains(spread.cut())
        || !addressed(world, i, spread.cut(), spread.to())) {
      return;
    }
    World.Builder change = world.change();
    if (rules.sweeps()) {
      change.set(i, node.with(objects.join(world, node.data(), spread.data())));
    }
    if (confirmed(change, world, i, world.asked(spread.cut()))) {
      next.add(new Move("confirm", i, spread.cut().attempt(), change.done()));
    }
  }

  private boolean confirmed(World.Builder change, World world, int i, World.Asked asked) {
    Node node = change.nodes.get(i);
    if (!rules.isStable(asked.dots(), node.data().live(), world.ops(Op.Kind.REMOVE))) {
      return false;
    }
    CutId cut = asked.cut().id();
    CutMember member = node.member().confirmed(cut);
    change.set(i, node.with(member));
    int to = World.index(cut.proposer());
    Node asking = change.nodes.get(to);
    if (asking.proposer() != null) {
      CutProposer after = asking.proposer().confirmed(member.answer(cut, new TreeMap<>()));
      change.set(to, asking.proposing(after, asking.pending(), asking.attempts()).counting(after));
    }
    return true;
  }

  private void decide(World world, int i, List<Move> next) {
    CutProposer proposer = world.node(i).proposer();
    if (proposer != null && rules.isDecided(proposer)) {
      World.Builder change = world.change();
      adopted(change, world, i, proposer.cut(), World.mask(proposer.confirmed()));
      next.add(new Move("decide", i, -1, change.done()));
    }
  }

  private void adopt(World world, int i, World.Told told, List<Move> next) {
    CutMember member = world.node(i).member();
    if (rules.mayAdopt(member, told.cut().id(), World.id(told.from()))) {
      World.Builder change = world.change();
      adopted(change, world, i, told.cut(), told.agreed());
      next.add(new Move("adopt", i, told.from(), change.done()));
    }
  }

  private void adopted(World.Builder change, World world, int i, Cut cut, int agreed) {
    Node node = change.nodes.get(i);
    World.Asked asked = world.asked(cut.id());
    CutMember member = rules.adopted(node.member(), cut);
    Data data = objects.settle(world, node.data(), asked, true);
    List<Seal> seals = new ArrayList<>(node.seals());
    seals.removeIf(seal -> cut.sealOf(seal.id()) != null);
    seals.addAll(cut.seals());
    change.set(
        i,
        new Node(
            true,
            member,
            data,
            null,
            Data.EMPTY,
            0,
            node.archive(),
            node.replayed(),
            List.copyOf(seals)));
    change.told = World.Builder.append(change.told, new World.Told(i, cut, agreed));
    for (World.Sent sent : world.sent) {
      if (sent.from() == i && sent.at().equals(node.member().at())) {
        Data delta = objects.settle(world, sent.delta(), asked, false);
        change.sent =
            World.Builder.append(change.sent, new World.Sent(sent.op(), i, member.at(), delta));
      }
    }
  }

  /** Comparison with the others, and what a replica does that learns that it was left behind. */
  private void peers(World world, int i, List<Move> next) {
    for (int j = 0; j < world.nodes.size(); j++) {
      if (j == i || !world.node(j).alive()) {
        continue;
      }
      CutMember here = world.node(i).member();
      CutMember there = world.node(j).member();
      Dealing dealing = rules.dealing(here, World.id(j), there.at());
      Dealing back = rules.dealing(there, World.id(i), here.at());
      if (dealing == Dealing.JOIN && back == Dealing.JOIN) {
        Judge.expectSameCut(here, there.at());
        pull(world, i, j, next);
      }
      boolean told = there.ended().contains(World.id(i));
      boolean newer =
          there.at().number() >= here.at().number()
              && !there.at().equals(here.at())
              && !here.ended().contains(World.id(j));
      if (newer && (dealing == Dealing.READMIT || told)) {
        readmit(world, i, j, next);
      }
    }
    objects.deltas(world, i, next);
  }

  private void pull(World world, int i, int j, List<Move> next) {
    Node node = world.node(i);
    Node peer = world.node(j);
    Data data = objects.join(world, node.data(), peer.data());
    CutMember here = node.member().meets(World.id(j));
    CutMember there = peer.member().meets(World.id(i));
    if (!data.equals(node.data()) || !here.equals(node.member()) || !there.equals(peer.member())) {
      World.Builder change = world.change();
      change.set(i, node.with(data).with(here)).set(j, peer.with(there));
      next.add(new Move("pull", i, j, change.done()));
    }
  }

  private void readmit(World world, int i, int host, List<Move> next) {
    if (world.nodes.size() < scope.ids()) {
      World.Builder change = world.change();
      change.kill(i);
      int fresh = copied(change, host);
      change.set(fresh, change.nodes.get(fresh).archiving(i));
      next.add(new Move("readmit", i, host, change.done()));
    }
  }

  private static int copied(World.Builder change, int host) {
    Node from = change.nodes.get(host);
    ReplicaId self = World.id(change.nodes.size());
    change.set(host, from.with(from.member().meets(self)));
    Node fresh = Node.fresh(CutMember.copyOf(from.member(), self)).with(from.data());
    return change.add(
        new Node(true, fresh.member(), from.data(), null, Data.EMPTY, 0, -1, false, from.seals()));
  }

  private void newcomers(World world, List<Move> next) {
    if (world.nodes.size() >= scope.ids()) {
      return;
    }
    if (world.founders < scope.founders()) {
      World.Builder change = world.change();
      change.founders++;
      change.add(Node.fresh(CutMember.founder(World.id(world.nodes.size()))));
      next.add(new Move("found", world.nodes.size(), -1, change.done()));
    }
    for (int host = 0; host < world.nodes.size() && world.copies < scope.copies(); host++) {
      if (world.node(host).alive()) {
        World.Builder change = world.change();
        change.copies++;
        int fresh = copied(change, host);
        if (!rules.copiesFirst()) {
          Data told = change.nodes.get(fresh).data();
          Data empty = new Data(0, told.floor(), told.settled(), told.sealed(), 0, 0, 0, 0, 0);
          change.set(fresh, change.nodes.get(fresh).with(empty));
        }
        next.add(new Move("copy", fresh, host, change.done()));
      }
    }
  }

  /** A crash with a new start on the same disk, or retirement by absence. */
  private void leave(World world, int i, List<Move> next) {
    Node node = world.node(i);
    boolean retired = (world.retired >>> i & 1) == 1;
    if (world.restarts < scope.restarts() && world.nodes.size() < scope.ids()) {
      World.Builder change = world.change();
      change.restarts++;
      change.kill(i);
      CutMember member = CutMember.copyOf(node.member(), World.id(world.nodes.size()));
      change.add(
          new Node(
              true,
              member,
              node.data(),
              null,
              Data.EMPTY,
              0,
              node.archive(),
              node.replayed(),
              node.seals()));
      next.add(new Move("restart", i, world.nodes.size(), change.done()));
    }
    if (world.absent < scope.absent() && !retired) {
      World.Builder change = world.change();
      change.absent++;
      change.retired |= 1 << i;
      next.add(new Move("retire", i, -1, change.done()));
    }
  }

  /** The disk of a node that was readmitted is put back to what it was before. */
  private void restore(World world, int i, List<Move> next) {
    for (int y = 0; y < world.nodes.size(); y++) {
      Node later = world.node(y);
      if (later.alive()
          && later.archive() == i
          && world.restores < scope.restores()
          && world.nodes.size() < scope.ids()) {
        for (int host = 0; host < world.nodes.size(); host++) {
          if (host != y && world.node(host).alive()) {
            World.Builder change = world.change();
            change.restores++;
            change.kill(y);
            int fresh = copied(change, host);
            change.set(fresh, change.nodes.get(fresh).archiving(i));
            next.add(new Move("restore", i, host, change.done()));
          }
        }
      }
    }
  }

  private void replay(World world, int i, List<Move> next) {
    Node node = world.node(i);
    Seal seal = sealOf(node, node.archive());
    if (seal != null && !node.replayed()) {
      objects.replay(world, i, seal, next);
    }
  }
}
