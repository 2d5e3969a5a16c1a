package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.StoreStatus.PeerStatus;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Greet;
import org.rejoin.crdt.ReplicaId;

/** Who the members are: section 3 of {@code docs/protocol.md}. */
final class Greetings {
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final long FEATURES = 0;

  /** How long somebody whom membership calls unreachable is believed to be there after it spoke. */
  private static final Duration HEARD_LASTS = Duration.ofSeconds(15);

  /** What arrives this soon after membership gave somebody up was sent before. */
  private static final Duration STILL_UNDER_WAY = Duration.ofSeconds(1);

  private final Turn turn;
  private final Runnable changed;
  private final Map<Endpoint, Contact> contacts = new TreeMap<>();
  private @Nullable List<Peer> peers;

  /** What a greeting told. */
  private record Met(String node, ReplicaId replica) {}

  /** A member, met or not. */
  private static final class Contact {
    Member member;
    Optional<Met> met = Optional.empty();
    boolean refused;
    Duration wait = FIRST_WAIT;
    Alarms.@Nullable Alarm again;
    long greetedAt;
    long unreachableSince;

    /** Set while it speaks although membership calls it unreachable. */
    Alarms.@Nullable Alarm heard;

    Contact(Member member, long nanos) {
      this.member = member;
      this.unreachableSince = nanos;
    }

    boolean isReachable() {
      return member.reachable() || heard != null;
    }
  }

  /** Runs {@code changed} when somebody's reachability changes by itself. */
  Greetings(Turn turn, Runnable changed) {
    this.turn = turn;
    this.changed = changed;
  }

  /** All who were met and fit, in order of their endpoints. */
  List<Peer> peers() {
    List<Peer> known = peers;
    if (known == null) {
      known = contacts.values().stream().flatMap(contact -> peer(contact).stream()).toList();
      peers = known;
    }
    return known;
  }

  /** Whether nothing has changed since {@link #peers} gave that list. O(1). */
  boolean isStill(List<Peer> given) {
    return peers == given;
  }

  Optional<Peer> peer(Endpoint endpoint) {
    return Optional.ofNullable(contacts.get(endpoint)).flatMap(Greetings::peer);
  }

  private static Optional<Peer> peer(Contact contact) {
    Member member = contact.member;
    return contact.met.map(
        met ->
            new Peer(
                member.endpoint(),
                met.node(),
                met.replica(),
                contact.isReachable(),
                member.counts()));
  }

  /**
   * A peer spoke. Membership may call somebody unreachable who is there: Pekko does so with a whole
   * data center while one node of it is down. Who speaks is reachable, for a while.
   */
  void heard(Endpoint from) {
    Contact contact = contacts.get(from);
    if (contact == null
        || contact.member.reachable()
        || turn.nanos() - contact.unreachableSince < STILL_UNDER_WAY.toNanos()) {
      return;
    }
    if (contact.heard == null) {
      peers = null;
    } else {
      turn.cancel(contact.heard);
    }
    contact.heard =
        turn.after(
            HEARD_LASTS,
            () -> {
              contact.heard = null;
              peers = null;
              changed.run();
            });
  }

  /**
   * Somebody who was not met speaks as if it were. If it is a member, its answers to our greetings
   * were lost: it is greeted again at once, if the last greeting is a while ago.
   */
  void strangerSpoke(Endpoint from) {
    Contact contact = contacts.get(from);
    if (contact != null
        && contact.again != null
        && turn.nanos() - contact.greetedAt >= FIRST_WAIT.toNanos()) {
      greetAnew(contact);
    }
  }

  private void greetAnew(Contact contact) {
    forget(contact);
    contact.wait = FIRST_WAIT;
    greet(contact);
  }

  private void forget(Contact contact) {
    if (contact.again != null) {
      turn.cancel(contact.again);
      contact.again = null;
    }
    if (contact.heard != null) {
      turn.cancel(contact.heard);
      contact.heard = null;
    }
  }

  /** Members that have not introduced themselves, for the status. */
  List<PeerStatus> strangers() {
    return contacts.values().stream()
        .filter(contact -> contact.met.isEmpty())
        .map(contact -> new PeerStatus("", contact.isReachable(), false, 0))
        .toList();
  }

  /** How many members there are, met or not. */
  int members() {
    return contacts.size();
  }

  /** Membership changed. */
  void members(List<Member> others) {
    peers = null;
    Map<Endpoint, Member> now = new TreeMap<>();
    others.forEach(member -> now.put(member.endpoint(), member));
    for (Endpoint endpoint : List.copyOf(contacts.keySet())) {
      if (!now.containsKey(endpoint)) {
        Optional.ofNullable(contacts.remove(endpoint)).ifPresent(this::forget);
      }
    }
    for (Member member : others) {
      Contact contact = contacts.get(member.endpoint());
      if (contact == null) {
        contact = new Contact(member, turn.nanos());
        contacts.put(member.endpoint(), contact);
        greet(contact);
      } else {
        update(contact, member);
      }
    }
  }

  private void update(Contact contact, Member member) {
    boolean isBack = member.reachable() && !contact.member.reachable();
    boolean isLost = !member.reachable() && contact.member.reachable();
    contact.member = member;
    if (isLost) {
      contact.unreachableSince = turn.nanos();
    }
    if (isBack && contact.heard != null) {
      turn.cancel(contact.heard);
      contact.heard = null;
    }
    if (isBack && contact.met.isEmpty() && !contact.refused) {
      greetAnew(contact);
    }
  }

  /** Somebody introduced itself; true if it was not known before and fits. */
  boolean greeted(Endpoint from, Greet greet) {
    ReplicaId replica = greet.sender();
    Contact contact = contacts.get(from);
    if (contact == null) {
      turn.trace(new TraceEvent.FrameRejected(from, "greeting of somebody who is not a member"));
      return false;
    }
    Optional<String> misfit = misfit(replica, greet);
    if (misfit.isPresent()) {
      contact.refused = true;
      met(contact, Optional.empty());
      turn.trace(new TraceEvent.PeerRefused(from, misfit.get()));
      return false;
    }
    boolean isNew = contact.met.isEmpty();
    contact.refused = false;
    met(contact, Optional.of(new Met(greet.node(), replica)));
    if (contact.again != null) {
      turn.cancel(contact.again);
      contact.again = null;
    }
    if (greet.answerWanted()) {
      send(from, replica, false);
    }
    if (isNew) {
      turn.trace(new TraceEvent.PeerMet(from, greet.node()));
    }
    return isNew;
  }

  private void met(Contact contact, Optional<Met> now) {
    if (!now.equals(contact.met)) {
      contact.met = now;
      peers = null;
    }
  }

  /** Why no data may be exchanged with it; empty if it fits. */
  private Optional<String> misfit(ReplicaId replica, Greet greet) {
    EngineConfig config = turn.config();
    List<String> why = new ArrayList<>();
    if (greet.lowestVersion() > Frame.VERSION || greet.highestVersion() < Frame.VERSION) {
      why.add("protocol " + greet.lowestVersion() + ".." + greet.highestVersion());
    }
    if (!greet.store().equals(config.store())) {
      why.add("store " + greet.store() + ", here " + config.store());
    }
    if (greet.groups() != config.groups()) {
      why.add("groups " + greet.groups() + ", here " + config.groups());
    }
    if (!greet.suite().equals(config.suite().name())) {
      why.add("hash suite " + greet.suite() + ", here " + config.suite().name());
    } else if (greet.secretCheck() != config.secretCheck()) {
      why.add("another cluster secret");
    }
    if (replica.equals(config.replica()) || replica.equals(Greet.ANYBODY)) {
      why.add("replica id " + replica + " is taken");
    }
    if (greet.node().equals(config.node())) {
      why.add("node id " + greet.node() + " is this node's own");
    }
    return why.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", why));
  }

  private void greet(Contact contact) {
    contact.again = null;
    if (contact.met.isEmpty() && !contact.refused) {
      send(contact.member.endpoint(), Greet.ANYBODY, true);
      contact.greetedAt = turn.nanos();
      Duration wait = contact.wait;
      contact.wait = min(wait.multipliedBy(2), LONGEST_WAIT);
      contact.again = turn.after(wait, () -> greet(contact));
    }
  }

  private void send(Endpoint to, ReplicaId recipient, boolean answerWanted) {
    EngineConfig config = turn.config();
    turn.greet(
        to,
        new Greet(
            config.replica(),
            recipient,
            Frame.VERSION,
            Frame.VERSION,
            FEATURES,
            config.store(),
            config.node(),
            config.groups(),
            config.suite().name(),
            config.secretCheck(),
            answerWanted));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
