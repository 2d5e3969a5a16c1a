package org.rejoin.demo;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.pekko.LinkPolicy;
import org.rejoin.cluster.pekko.NetworkCut;
import org.rejoin.cluster.pekko.ReplicatedStore;

/**
 * The shop's five nodes, real actor systems in this JVM that talk over TCP on loopback: {@code w1
 * w2 w3} in data center West, {@code e1 e2} in East. A cut is made at the transport, where the
 * failure detector sees it; a kill ends an actor system without a word to the others, its memory
 * gone.
 *
 * <p>Calls that change something (start, cut, heal, kill, restart, close) block until it is done;
 * they are made one at a time. The others are thread-safe.
 */
public final class ShopCluster implements AutoCloseable {
  /** Ids of all nodes: West's, then East's. */
  public static final List<String> NODES = List.of("w1", "w2", "w3", "e1", "e2");

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Options options;
  private final Map<String, Running> running = Collections.synchronizedMap(new TreeMap<>());
  private final Map<String, Address> addresses = Collections.synchronizedMap(new TreeMap<>());
  private volatile boolean cut;
  private volatile long cutNanos;

  /**
   * How to start.
   *
   * @param overrides settings that come before the shop's own, on each node
   * @param firstPort port of w1, the others following; 0: any free ports. A port in use is replaced
   *     by another, and a warning in the log says so
   * @param linkPolicies asked for each node's policy about its outgoing frames
   */
  public record Options(
      Config overrides, int firstPort, Function<String, LinkPolicy> linkPolicies) {
    /** The shop's settings on any free ports; no frame is dropped. */
    public static final Options DEFAULT =
        new Options(ConfigFactory.empty(), 0, node -> LinkPolicy.deliverAll());
  }

  private ShopCluster(Options options) {
    this.options = options;
  }

  /** Starts the five nodes and returns once each sees the others; takes 2 to 5 s. */
  public static ShopCluster start(Options options) {
    ShopCluster cluster = new ShopCluster(options);
    try {
      int port = options.firstPort();
      for (String node : NODES) {
        cluster.launch(node, port == 0 ? 0 : Ports.free(node, port++));
      }
      Cluster first = Cluster.get(cluster.system("w1"));
      first.manager().tell(Join.create(first.selfMember().address()));
      cluster.await("w1 to be up", LIMIT, () -> cluster.members("w1") == 1);
      for (String node : NODES.subList(1, NODES.size())) {
        cluster.join(node);
      }
      cluster.awaitAllUp(LIMIT);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Ids of all nodes, whether they run or not: West's, then East's. */
  public List<String> nodes() {
    return NODES;
  }

  /** Ids of the nodes that run. */
  public List<String> live() {
    return NODES.stream().filter(this::isLive).toList();
  }

  /** Whether the node runs. */
  public boolean isLive(String node) {
    return running.containsKey(node);
  }

  /** Host and port of the node; a killed one has its last. */
  public String address(String node) {
    Address address = addressOf(node);
    return address.getHost().orElse("") + ":" + address.getPort().map(String::valueOf).orElse("");
  }

  /** The node's actor system; throws {@link IllegalStateException} when it does not run. */
  public ActorSystem<?> system(String node) {
    return runningOf(node).system;
  }

  /** The node's store; throws {@link IllegalStateException} when it does not run. */
  public ReplicatedStore store(String node) {
    return runningOf(node).store;
  }

  /** Cuts every link between West and East, both ways, large messages too. Again: no effect. */
  public void cut() {
    if (cut) {
      return;
    }
    cutNanos = System.nanoTime();
    cut = true;
    eachAcross(NetworkCut::blackhole);
  }

  /** Restores the links between West and East. Without a cut: no effect. */
  public void heal() {
    if (!cut) {
      return;
    }
    cut = false;
    eachAcross(NetworkCut::unblackhole);
  }

  /** Whether West and East are cut. */
  public boolean isCut() {
    return cut;
  }

  /**
   * Milliseconds from the last cut to the moment the node's cluster extension reported the other
   * data center unreachable, for each live node that has.
   */
  public Map<String, Long> unreachableSeenMillis() {
    Map<String, Long> seen = new TreeMap<>();
    for (String node : live()) {
      Running one = running.get(node);
      if (cut && one != null && one.isOtherUnreachable()) {
        seen.put(node, Math.max(0, TimeUnit.NANOSECONDS.toMillis(one.toldNanos() - cutNanos)));
      }
    }
    return seen;
  }

  /** Waits until every live node has been told; see {@link #unreachableSeenMillis}. */
  public Map<String, Long> awaitUnreachableSeen(Duration limit) {
    await(
        "every node to be told that the other data center is unreachable",
        limit,
        () -> unreachableSeenMillis().size() == live().size());
    return unreachableSeenMillis();
  }

  /** Waits until every live node counts all five as up and its store has met the four others. */
  public void awaitAllUp(Duration limit) {
    await(
        "five members to be up everywhere",
        limit,
        () -> live().stream().allMatch(node -> members(node) == NODES.size()));
    await(
        "five stores to meet",
        limit,
        () -> live().stream().allMatch(node -> met(node) == NODES.size() - 1));
  }

  /**
   * Ends a node as a crash would: first nothing leaves or reaches it any more, then it is
   * terminated. It does not leave the cluster, and what it had in memory is gone.
   */
  public void kill(String node) {
    ActorSystem<?> dying = system(node);
    List<CompletionStage<?>> done = new ArrayList<>();
    for (String peer : live()) {
      if (!peer.equals(node)) {
        done.add(NetworkCut.blackhole(system(peer), addressOf(node)));
        done.add(NetworkCut.blackhole(dying, addressOf(peer)));
      }
    }
    all(done);
    running.remove(node);
    dying.terminate();
    join(dying.getWhenTerminated(), LIMIT);
  }

  /**
   * Starts a killed node again, empty, on its former port, behind the cut if there is one, and
   * returns once its side counts it as up. If the port was taken meanwhile the node gets another
   * one, its former self is downed, and a warning says so.
   */
  public void restart(String node) {
    if (isLive(node)) {
      throw new IllegalStateException(node + " runs");
    }
    Address old = addressOf(node);
    int port = old.getPort().orElseThrow();
    int free = Ports.free(node, port);
    launch(node, free);
    List<CompletionStage<?>> done = new ArrayList<>();
    for (String peer : live()) {
      if (!peer.equals(node)) {
        boolean apart = cut && Side.of(peer) != Side.of(node);
        done.add(link(peer, node, apart));
        done.add(link(node, peer, apart));
      }
    }
    all(done);
    join(node);
    if (free != port) {
      live().stream()
          .filter(peer -> !peer.equals(node))
          .forEach(peer -> Cluster.get(system(peer)).manager().tell(new Down(old)));
    }
    Address now = addressOf(node);
    await(node + " to be up again", LIMIT, () -> sideSees(node, now));
  }

  /** Terminates all nodes. */
  @Override
  public void close() {
    List<CompletionStage<?>> done = new ArrayList<>();
    for (String node : live()) {
      ActorSystem<?> system = system(node);
      running.remove(node);
      system.terminate();
      done.add(system.getWhenTerminated());
    }
    all(done);
  }

  /** Polls {@code condition}; throws {@link IllegalStateException} when the limit passes first. */
  void await(String what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("waited " + limit.toSeconds() + " s for " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      }
    }
  }

  private void launch(String node, int port) {
    Running started =
        new Running(
            node,
            ClusterConfig.of(node, port, options.overrides()),
            options.linkPolicies().apply(node));
    running.put(node, started);
    addresses.put(node, started.system.address());
  }

  private void join(String node) {
    List<Address> seeds = new ArrayList<>();
    for (Side side : List.of(Side.of(node), Side.of(node).other())) {
      side.nodes().stream()
          .filter(peer -> !peer.equals(node) && isLive(peer))
          .forEach(peer -> seeds.add(addressOf(peer)));
    }
    Cluster.get(system(node)).manager().tell(new JoinSeedNodes(seeds));
  }

  private boolean sideSees(String node, Address address) {
    return Side.of(node).nodes().stream()
        .filter(this::isLive)
        .allMatch(
            peer -> {
              for (Member member : Cluster.get(system(peer)).state().getMembers()) {
                if (member.address().equals(address)
                    && member.status().equals(MemberStatus.up())
                    && member.uniqueAddress().equals(selfOf(node))) {
                  return true;
                }
              }
              return false;
            });
  }

  private UniqueAddress selfOf(String node) {
    return Cluster.get(system(node)).selfMember().uniqueAddress();
  }

  private int members(String node) {
    int up = 0;
    for (Member member : Cluster.get(system(node)).state().getMembers()) {
      up += member.status().equals(MemberStatus.up()) ? 1 : 0;
    }
    return up;
  }

  private long met(String node) {
    CompletableFuture<StoreStatus> status = store(node).status().toCompletableFuture();
    join(status, LIMIT);
    return status.join().peers().stream()
        .filter(peer -> peer.reachable() && !peer.node().isEmpty())
        .count();
  }

  private interface LinkChange {
    CompletionStage<?> apply(ActorSystem<?> system, Address peer);
  }

  private void eachAcross(LinkChange change) {
    List<CompletionStage<?>> done = new ArrayList<>();
    for (String west : Side.WEST.nodes()) {
      for (String east : Side.EAST.nodes()) {
        if (isLive(west)) {
          done.add(change.apply(system(west), addressOf(east)));
        }
        if (isLive(east)) {
          done.add(change.apply(system(east), addressOf(west)));
        }
      }
    }
    all(done);
  }

  private CompletionStage<?> link(String from, String to, boolean apart) {
    return apart
        ? NetworkCut.blackhole(system(from), addressOf(to))
        : NetworkCut.unblackhole(system(from), addressOf(to));
  }

  private Running runningOf(String node) {
    @Nullable Running found = running.get(node);
    if (found == null) {
      throw new IllegalStateException(node + " does not run");
    }
    return found;
  }

  private Address addressOf(String node) {
    @Nullable Address found = addresses.get(node);
    if (found == null) {
      throw new IllegalArgumentException("no node is called \"" + node + "\"");
    }
    return found;
  }

  private static void all(List<CompletionStage<?>> stages) {
    for (CompletionStage<?> stage : stages) {
      join(stage, LIMIT);
    }
  }

  private static void join(CompletionStage<?> stage, Duration limit) {
    CompletableFuture<?> future = stage.toCompletableFuture();
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the cluster did not answer", e);
    }
  }
}
