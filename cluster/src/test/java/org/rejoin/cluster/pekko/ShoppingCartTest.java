package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeySession;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.Keyspace;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.Replicated;
import org.rejoin.cluster.Subscription;
import org.rejoin.cluster.Write;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;

@DisplayName("The shopping cart of the README")
class ShoppingCartTest {
  // region cart
  /** A shopping cart that sells on both sides of a network partition. */
  static final class ShoppingCart {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Replicated<ORSet<String>, ORSet.Editor<String>> cart;

    ShoppingCart(ActorSystem<?> system, String customer) {
      ReplicatedStore store = ReplicatedStore.get(system);
      Keyspace<ORSet<String>, ORSet.Editor<String>> carts =
          store.open(Keyspaces.orSet("carts", Codecs.utf8()));
      this.cart = carts.key(customer);
    }

    /** Applied here at once; says what a majority of the replica set made of it. */
    CompletionStage<String> put(String product) {
      return cart.update(edit -> edit.add(product), Write.majority(PATIENCE))
          .thenApply(
              result ->
                  result.match(
                      acked -> "saved on " + acked.held(),
                      partial -> "in the cart, but not yet on " + partial.missing(),
                      unknown -> "in the cart; " + unknown.pending() + " have not answered",
                      unavailable -> "try later: " + unavailable.why(),
                      rejected -> "refused: " + rejected.code()));
    }

    /** Removes only what was seen here: a concurrent put elsewhere survives. */
    void remove(String product) {
      cart.update(edit -> edit.remove(product), Write.local());
    }

    CompletionStage<Set<String>> contents() {
      return cart.read(Read.local())
          .thenApply(result -> result.found().map(ORSet::elements).orElse(Set.of()));
    }

    Subscription watch(List<Set<String>> screen) {
      return cart.watch(change -> screen.add(change.value().elements()));
    }
  }

  // endregion cart

  // region session
  /** Puts a product in; the text goes back with the answer, in a header. */
  static CompletionStage<String> putAndRemember(
      Replicated<ORSet<String>, ORSet.Editor<String>> cart, String product) {
    KeySession<ORSet<String>, ORSet.Editor<String>> session = cart.session();
    return session
        .update(edit -> edit.add(product), Write.local())
        .thenApply(result -> session.token().map(KeyToken::toText).orElse(""));
  }

  /** What is in the cart, on whichever node the next request arrives: never less than before. */
  static CompletionStage<ReadResult<ORSet<String>>> readOn(
      Replicated<ORSet<String>, ORSet.Editor<String>> cart, String header) {
    KeyToken seen = KeyToken.ofText(header);
    return cart.session(seen).read(new Read(Level.LOCAL, Duration.ofSeconds(3)));
  }

  // endregion session

  private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "shop", config());

  private static Config config() {
    return ConfigFactory.parseString(
            """
            pekko.actor.provider = cluster
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            pekko.cluster.jmx.enabled = off
            rejoin.node-id = n1
            rejoin.replica-set = [n1]
            """)
        .withFallback(ConfigFactory.load());
  }

  @AfterEach
  void stop() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get();
  }

  @Test
  void session_findsItsOwnWritesAgain() throws Exception {
    Replicated<ORSet<String>, ORSet.Editor<String>> cart =
        ReplicatedStore.get(system).open(Keyspaces.orSet("carts", Codecs.utf8())).key("bob");
    String header = get(putAndRemember(cart, "tea"));
    assertThat(get(readOn(cart, header)).found().orElseThrow().elements()).containsExactly("tea");
  }

  @Test
  void fills_reads_watches_and_empties() throws Exception {
    ShoppingCart cart = new ShoppingCart(system, "ada");
    List<Set<String>> screen = new CopyOnWriteArrayList<>();

    assertThat(get(cart.contents())).isEmpty();
    Subscription watching = cart.watch(screen);
    assertThat(get(cart.put("tea"))).isEqualTo("saved on [n1]");
    assertThat(get(cart.put("milk"))).isEqualTo("saved on [n1]");
    assertThat(get(cart.contents())).containsExactly("tea", "milk");
    await().untilAsserted(() -> assertThat(screen).last().isEqualTo(Set.of("tea", "milk")));
    cart.remove("tea");
    await().untilAsserted(() -> assertThat(screen).last().isEqualTo(Set.of("milk")));
    get(watching.cancel());
    int seen = screen.size();
    get(cart.put("jam"));

    assertThat(get(cart.contents())).containsExactlyInAnyOrder("jam", "milk");
    assertThat(screen).hasSize(seen);
  }
}
