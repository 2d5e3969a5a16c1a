package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.PairFingerprint;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.StoreStatus.OriginStatus;
import org.rejoin.cluster.StoreStatus.PeerStatus;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.FrontierTell;
import org.rejoin.cluster.engine.wire.Greet;
import org.rejoin.cluster.engine.wire.Hello;
import org.rejoin.cluster.engine.wire.HelloAck;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.Pull;
import org.rejoin.cluster.engine.wire.Schema;
import org.rejoin.cluster.engine.wire.SchemaAck;
import org.rejoin.cluster.engine.wire.SymbolTell;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * The machine that knows the members: meets them, tells the groups of them, and compares whole
 * stores. Holds no data.
 */
final class Coordinator implements Machine {
  /** Of a store of so many members the groups are told at once who was met. */
  private static final int FEW_MEMBERS = 64;

  /** Between two times that they are told in a larger one, for each of its members. */
  private static final Duration TELLING_A_MEMBER = Duration.ofNanos(250_000);

  private final EngineConfig config;
  private final Turn turn;
  private final Greetings greetings;
  private final Sums sums;
  private final Proofs proofs;
  private final Exchanges exchanges;
  private final HelloAnswers answers;
  private final JointAnswers joint;
  private final Offers offers;
  private final List<Long> statusAsked = new ArrayList<>();
  private List<Peer> told = List.of();
  private boolean toldAll;
  private long toldAt;
  private Alarms.@Nullable Alarm telling;

  Coordinator(EngineConfig config, Buggify buggify) {
    this.config = config;
    this.turn = new Turn(config, COORDINATOR, buggify);
    this.greetings = new Greetings(turn, this::peersChanged);
    this.sums = new Sums(turn);
    this.proofs = new Proofs(turn, greetings);
    this.exchanges = new Exchanges(turn, greetings, sums, proofs);
    this.answers = new HelloAnswers(turn, greetings, sums, proofs);
    this.joint = new JointAnswers(turn);
    this.offers = new Offers(turn);
  }

  @Override
  public List<Effect> step(Input input, Moment now) {
    turn.begin(now);
    if (input instanceof Input.Frame frame) {
      onFrame(frame);
    } else if (input instanceof Input.Told received) {
      onNote(received.note());
    } else if (input instanceof Input.Members members) {
      greetings.members(members.others());
      peersChanged();
    } else if (input instanceof Input.AskStatus ask) {
      askStatus(ask.op());
    } else if (input instanceof Input.Open open) {
      exchanges.keyspaceOpened();
      offers.opened(open.spec());
    } else if (!(input instanceof Input.Wake)) {
      throw new IllegalArgumentException("not for the coordinator: " + input);
    }
    return turn.end();
  }

  private void onNote(Note note) {
    if (note instanceof Note.Sum sum) {
      sums.told(sum);
    } else if (note instanceof Note.WalkEnded ended) {
      exchanges.onWalkEnded(ended);
    } else if (note instanceof Note.GroupFailed failed) {
      sums.failed(failed.group());
      exchanges.failed(failed.group());
      joint.failed(failed.group());
    } else if (note instanceof Note.Prepared prepared) {
      exchanges.onJoint(repair -> repair.prepared(prepared));
    } else if (note instanceof Note.OfferAnswered answered) {
      joint.answered(answered);
    } else if (note instanceof Note.RepairNeeded needed) {
      exchanges.compareSoon(needed.peer());
    } else {
      throw new IllegalArgumentException("not for the coordinator: " + note);
    }
  }

  private void onFrame(Input.Frame input) {
    Frame frame;
    try {
      frame = Frame.decode(input.bytes());
    } catch (MalformedBytesException e) {
      reject(input, String.valueOf(e.getMessage()));
      return;
    }
    if (frame.machine() != COORDINATOR) {
      reject(input, "for machine " + frame.machine());
    } else if (frame.message() instanceof Greet greet) {
      onGreet(input, greet);
    } else {
      greetings
          .peer(input.from())
          .filter(peer -> peer.isMet(frame, config.replica()))
          .ifPresentOrElse(
              peer -> {
                greetings.heard(input.from());
                peersChanged();
                onMessage(input, peer, frame.message());
              },
              () -> {
                reject(input, "between incarnations that have not met");
                greetings.strangerSpoke(input.from());
              });
    }
  }

  private void onGreet(Input.Frame input, Greet greet) {
    ReplicaId recipient = greet.recipient();
    if (!recipient.equals(Greet.ANYBODY) && !recipient.equals(config.replica())) {
      reject(input, "greeting for another incarnation, " + recipient);
    } else {
      greetings.greeted(input.from(), greet);
      greetings.heard(input.from());
      peersChanged();
    }
  }

  private void onMessage(Input.Frame input, Peer peer, Message message) {
    try {
      onKnown(input, peer, message);
    } catch (MalformedBytesException e) {
      reject(input, String.valueOf(e.getMessage()));
    }
  }

  private void onKnown(Input.Frame input, Peer peer, Message message) {
    if (message instanceof Hello hello) {
      answers.onHello(peer, hello);
    } else if (message instanceof HelloAck ack) {
      exchanges.onHelloAck(peer, ack);
    } else if (message instanceof Pull pull) {
      answers.onPull(peer, pull);
    } else if (message instanceof SymbolTell tell) {
      exchanges.onSymbols(peer, tell);
    } else if (message instanceof Offer offer) {
      joint.onOffer(peer, offer);
    } else if (message instanceof OfferDone done) {
      exchanges.onOfferDone(peer, done);
    } else if (message instanceof FrontierTell tell) {
      proofs.on(peer, tell);
    } else if (message instanceof Schema schema) {
      offers.onSchema(peer, schema);
    } else if (message instanceof SchemaAck ack) {
      offers.onAck(peer, ack);
    } else {
      reject(input, message.type() + " is not for the coordinator");
    }
  }

  /**
   * Tells the groups if anything about the peers changed, and compares with who came (back). That
   * costs time for each peer, so who meets many waits a little for more of them to come.
   */
  private void peersChanged() {
    if (telling != null || greetings.isStill(told)) {
      return;
    }
    Duration wait = TELLING_A_MEMBER.multipliedBy(greetings.members());
    long since = turn.nanos() - toldAt;
    if (greetings.members() > FEW_MEMBERS && since < wait.toNanos()) {
      telling = turn.after(wait.minusNanos(since), this::tellPeers);
    } else {
      tellPeers();
    }
  }

  private void tellPeers() {
    telling = null;
    List<Peer> now = greetings.peers();
    boolean areAll = now.size() == greetings.members();
    boolean isSame = now.equals(told);
    if (!isSame || areAll != toldAll) {
      toldAll = areAll;
      turn.tellGroups(new Note.Peers(now, areAll));
    }
    if (isSame) {
      told = now;
      return;
    }
    toldAt = turn.nanos();
    Map<Endpoint, Peer> before =
        told.stream().collect(Collectors.toMap(Peer::endpoint, p -> p, (a, b) -> b, TreeMap::new));
    told = now;
    List<Endpoint> met = new ArrayList<>();
    List<Endpoint> back = new ArrayList<>();
    for (Peer peer : now) {
      Peer old = before.get(peer.endpoint());
      if (old == null) {
        met.add(peer.endpoint());
      } else if (peer.reachable() && !old.reachable()) {
        back.add(peer.endpoint());
      }
    }
    exchanges.peersChanged(met, back);
    offers.peersChanged(now);
  }

  /** Those who ask while the groups are being asked get the same answer. */
  private void askStatus(long op) {
    statusAsked.add(op);
    if (statusAsked.size() == 1) {
      sums.ask(
          0,
          answer -> {
            StoreStatus status = status(answer);
            statusAsked.forEach(asked -> turn.reply(asked, status));
            statusAsked.clear();
          });
    }
  }

  private StoreStatus status(Sums.Answer answer) {
    RangeSum total = PairFingerprint.combine(answer.sums());
    List<PeerStatus> peers = new ArrayList<>(greetings.strangers());
    for (Peer peer : greetings.peers()) {
      long pending = answer.pendingBytes().getOrDefault(peer.endpoint(), 0L);
      boolean verified = exchanges.isVerified(peer.endpoint());
      peers.add(new PeerStatus(peer.node(), peer.reachable(), verified, pending));
    }
    peers.sort(Comparator.comparing(PeerStatus::node));
    return new StoreStatus(
        config.node(),
        config.replica().toString(),
        total.sum().toHex(),
        total.count() - answer.tombstones(),
        answer.tombstones(),
        peers,
        origins(answer));
  }

  private List<OriginStatus> origins(Sums.Answer answer) {
    Map<ReplicaId, Progress> total = new TreeMap<>();
    answer
        .frontiers()
        .forEach(group -> group.forEach((id, p) -> total.merge(id, p, Progress::plus)));
    Map<ReplicaId, String> names = new TreeMap<>();
    greetings.peers().forEach(peer -> names.put(peer.replica(), peer.node()));
    names.put(config.replica(), config.node());
    List<OriginStatus> origins = new ArrayList<>();
    total.forEach(
        (id, progress) ->
            origins.add(
                new OriginStatus(
                    id.toString(),
                    names.getOrDefault(id, ""),
                    progress.held(),
                    progress.stable())));
    return origins;
  }

  private void reject(Input.Frame input, String why) {
    turn.trace(new TraceEvent.FrameRejected(input.from(), why));
  }
}
