package org.rejoin.crdt.stability;

import java.util.List;
import org.rejoin.crdt.stability.Moves.Move;

/** Users' operations, deltas, joins and settling in the model. */
final class Objects {
  private final Scope scope;
  private final Rules rules;

  Objects(Scope scope, Rules rules) {
    this.scope = scope;
    this.rules = rules;
  }

  /** The join of two whole replicas at one cut. */
  Data join(World world, Data here, Data there) {
    int implied = rules.implied(world.opsOf(here.sealed()));
    return here.join(there, implied, implied);
  }

  void users(World world, int i, List<Move> next) {
    if (world.ops.size() < scope.operations()) {
      for (Op.Kind kind : scope.kinds()) {
        Data data = world.node(i).data();
        boolean pointless =
            (kind == Op.Kind.REMOVE && !scope.isRemoveWins() && data.live() == 0)
                || (kind == Op.Kind.DELETE && data.live() == 0 && data.epoch() > 0);
        if (!pointless) {
          next.add(new Move(kind.name(), i, -1, after(world, i, kind, world.ops.size())));
        }
      }
    }
  }

  private World after(World world, int i, Op.Kind kind, int user) {
    World.Builder change = world.change();
    operate(change, world, i, kind, user);
    return change.done();
  }

  private void operate(World.Builder change, World world, int i, Op.Kind kind, int user) {
    Node node = change.nodes.get(i);
    Data data = node.data();
    int k = change.ops.size();
    int dot = 1 << k;
    int number = 1;
    for (Op op : change.ops) {
      number += op.by() == i ? 1 : 0;
    }
    boolean replaces = kind == Op.Kind.REMOVE || (kind == Op.Kind.ADD && scope.isRemoveWins());
    int named = replaces ? data.live() : 0;
    int saw = named | (replaces ? data.settled() & data.seen() : 0);
    int deleted = kind == Op.Kind.DELETE ? 1 : 0;
    int epoch = data.epoch() + deleted;
    int absolute = Judge.highest(change.ops, data) + deleted;
    boolean dotted = kind == Op.Kind.ADD || (kind == Op.Kind.REMOVE && scope.isRemoveWins());
    int cell = data.cell(i) + 1 << 4 * i;
    boolean counts = kind == Op.Kind.INCREMENT;
    int earlier = 0;
    for (int e = 0; e < k && counts; e++) {
      boolean mine = change.ops.get(e).by() == i;
      earlier |= mine && change.ops.get(e).kind() == kind ? 1 << e : 0;
    }
    Op op = new Op(kind, i, number, saw, user, absolute);
    int live = dotted ? dot : 0;
    Data delta = new Data(dot | earlier, 0, 0, 0, epoch, live | named, live, counts ? cell : 0, 0);
    int sealed = rules.implied(world.opsOf(data.sealed()));
    change.ops = World.Builder.append(change.ops, op);
    change.set(i, node.with(data.join(delta, sealed, 0)));
    if (scope.hasDeltas()) {
      World.Sent sent = new World.Sent(k, i, node.member().at(), delta);
      change.sent = World.Builder.append(change.sent, sent);
    }
  }

  void deltas(World world, int i, List<Move> next) {
    Node node = world.node(i);
    for (World.Sent sent : world.sent) {
      if (sent.from() == i
          || rules.dealing(node.member(), World.id(sent.from()), sent.at()) != Dealing.JOIN) {
        continue;
      }
      Judge.expectSameCut(node.member(), sent.at());
      int sealed = rules.implied(world.opsOf(node.data().sealed()));
      Data data = node.data().join(sent.delta(), sealed, 0);
      CutMember member = node.member().meets(World.id(sent.from()));
      if (!data.equals(node.data()) || !member.equals(node.member())) {
        World.Builder change = world.change();
        change.set(i, node.with(data).with(member));
        next.add(new Move("delta", i, sent.op(), change.done()));
      }
    }
  }

  /** What is left of a whole state or of a buffered delta. */
  Data settle(World world, Data data, World.Asked asked, boolean whole) {
    Data after = asked.epoch() > 0 ? rules.subtract(data, asked.epoch()) : data;
    int sealed = world.opsOf(asked.sealed());
    int live = after.live() & ~asked.dots();
    int context =
        whole
            ? after.context() & ~sealed | live
            : after.context() & ~sealed | rules.kept(after.context() & sealed);
    int cells = after.cells();
    int base = after.base();
    for (int id = 0; id < world.nodes.size(); id++) {
      if ((asked.sealed() >>> id & 1) == 1) {
        base += whole ? after.cell(id) : 0;
        cells &= ~(15 << 4 * id);
      }
    }
    return new Data(
        after.seen(),
        whole ? after.floor() + asked.epoch() : 0,
        whole ? after.settled() | asked.dots() : 0,
        whole ? after.sealed() | asked.sealed() : 0,
        after.epoch(),
        context,
        live,
        cells,
        base);
  }

  /** The heir makes the updates of its archive that nobody had again, all at once. */
  void replay(World world, int i, Seal seal, List<Move> next) {
    Node node = world.node(i);
    World.Builder change = world.change();
    change.set(i, node.replaying());
    boolean replayed = false;
    Data archive = world.node(node.archive()).data();
    for (int k = 0; k < world.ops.size(); k++) {
      Op op = world.ops.get(k);
      boolean own = op.by() == node.archive() && (archive.seen() >>> k & 1) == 1;
      if (own && rules.replays(seal, World.id(i), op.number())) {
        operate(change, world, i, op.kind(), op.user());
        replayed = true;
      } else if (own && seal.heir().equals(java.util.Optional.of(World.id(i)))) {
        if ((node.data().seen() >>> k & 1) == 0) {
          throw new Judge.Broken(
              Judge.Promise.NO_LOST_WRITE, i + " does not replay " + op + ", nobody has it");
        }
      }
    }
    if (replayed) {
      next.add(new Move("replay", i, node.archive(), change.done()));
    }
  }
}
