package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.conflict.BoundedJournal;
import org.rejoin.conflict.Resolution;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Siblings;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.HashSuite;

class ResolutionsTest {
  private static final HashSuite SUITE = HashSuites.sipHash(new byte[] {1});
  private static final Hlc LIMIT = Hlc.ofMillis(1_000);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final Resolutions resolutions =
      new Resolutions(
          SUITE, new BoundedJournal(10, 10_000), Duration.ofMillis(100), new StoreCounters());

  @AfterEach
  void open() {
    gate.countDown();
  }

  @Test
  @DisplayName("a resolver that had no turn for others that block has not failed")
  void waiting_isNotFailure() {
    SiblingRegister<String> contested = put(1, "a").join(put(2, "b"));
    List<CompletableFuture<Resolved<String>>> blocked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      blocked.add(resolve("blocked" + i, contested, new Blocking()));
    }
    Resolved<String> unasked = resolve("k", contested, Resolvers.lww()).join();
    assertThat(unasked.isFailed()).isTrue();
    assertThat(unasked.failure().orElseThrow()).hasMessage("too many wait");
    assertThat(unasked.values()).containsExactly("a", "b");
    gate.countDown();
    assertThat(blocked).allMatch(view -> view.join().isFailed());
    assertThat(resolve("k", contested, Resolvers.lww()).join().values()).containsExactly("b");
    assertThat(resolve("blocked0", contested, new Blocking()).join().isFailed()).isTrue();
  }

  private CompletableFuture<Resolved<String>> resolve(
      String id, SiblingRegister<String> register, Resolver<String> resolver) {
    return resolutions
        .resolve(new KeyRef(1, "notes", id), 0, register, resolver, LIMIT)
        .toCompletableFuture();
  }

  private static SiblingRegister<String> put(int writer, String value) {
    return SiblingRegister.type(Codecs.utf8())
        .bottom()
        .edit(new Origin(new ReplicaId(writer), Hlc.ofMillis(writer)), e -> e.put(value))
        .state();
  }

  private final class Blocking implements Resolver<String> {
    @Override
    public String name() {
      return "blocking";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Resolution<String> resolve(Siblings<String> siblings) {
      while (true) {
        try {
          gate.await();
          return Resolution.value("done");
        } catch (InterruptedException e) {
          // as a resolver would that does not care
        }
      }
    }
  }
}
