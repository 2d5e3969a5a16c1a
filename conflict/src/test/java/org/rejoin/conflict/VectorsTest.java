package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.GoldenVectors;

/**
 * The files of golden vectors. With {@code -Drejoin.vectors=write} they are written anew, for a new
 * version in a type's tag.
 */
class VectorsTest {
  private static final Path FILES = Path.of("src", "test", "resources", "vectors");

  @Test
  void registers_write_and_read_the_bytes_they_always_wrote() throws IOException {
    check("siblings-2", siblings());
    check("lattice-1", lattice());
  }

  private static void check(String name, Map<String, Crdt<?>> states) throws IOException {
    Path path = FILES.resolve(name + ".jsonl");
    if ("write".equals(System.getProperty("rejoin.vectors"))) {
      Files.createDirectories(FILES);
      Files.write(path, GoldenVectors.lines(states));
    }
    assertThat(GoldenVectors.differences(Files.readAllLines(path), states)).as(name).isEmpty();
  }

  private static Map<String, Crdt<?>> siblings() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    SiblingRegister<String> empty = SiblingRegister.empty(Codecs.utf8());
    states.put("bottom", empty);
    SiblingRegister<String> one = edited(empty, 0xa1, 1, e -> e.put("one"));
    states.put("one value", one);
    SiblingRegister<String> both = one.join(edited(empty, 0xb2, 2, e -> e.put("käse")));
    states.put("two siblings", both);
    states.put("three siblings", both.join(edited(empty, -1, 3, e -> e.put(""))));
    states.put("settled", edited(both, 0xa1, 4, e -> e.put("both", e.token())));
    states.put("removed", edited(both, 0xc3, 5, e -> e.remove(e.token())));
    states.put("far ahead", edited(empty, 1, 1L << 40, e -> e.put("later")));
    return states;
  }

  private static SiblingRegister<String> edited(
      SiblingRegister<String> state,
      long replica,
      long millis,
      Consumer<SiblingRegister.Editor<String>> change) {
    return state.edit(new Origin(new ReplicaId(replica), Hlc.ofMillis(millis)), change).state();
  }

  private static Map<String, Crdt<?>> lattice() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    LatticeRegister<Long> empty =
        LatticeRegister.type(Codecs.int64(), Resolvers.reconcile("greatest", 1, Math::max))
            .bottom();
    states.put("bottom", empty);
    LatticeRegister<Long> five = put(empty, 1, 5);
    states.put("one value", five);
    states.put("greatest of two", five.join(put(empty, 2, 7)));
    states.put("written again", put(five, 1, -3));
    return states;
  }

  private static LatticeRegister<Long> put(LatticeRegister<Long> state, long replica, long value) {
    return state
        .edit(new Origin(new ReplicaId(replica), Hlc.ofMillis(1)), e -> e.put(value))
        .state();
  }
}
