package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.crdt.PNCounter;

/**
 * What three nodes say to each other, line by line, as a golden transcript. A difference is a
 * change of the protocol: understand it, then rewrite with {@code -Drejoin.transcripts=write}.
 */
class EngineScenario {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");
  private static final KeyspaceSpec<PNCounter, PNCounter.Editor> SALES =
      Keyspaces.pnCounter("sales");

  private final List<String> lines = new ArrayList<>();
  private final EngineNet net = new EngineNet(1);
  private long millis;
  private int shown;

  private void say(String line) {
    lines.add("# " + line);
  }

  /** Runs on and notes each frame with its time, its message and its size. */
  private void run(int forMillis) {
    for (int i = 0; i < forMillis; i++) {
      net.run(1);
      millis++;
      for (EngineNet.Flying flying : net.sent.subList(shown, net.sent.size())) {
        byte[] frame = flying.send().frame();
        lines.add(
            String.format(
                Locale.ROOT,
                "%5d  %s -> %s  %-8s %-10s %4d B%s",
                millis,
                flying.from(),
                flying.to(),
                flying.send().traffic(),
                Frame.decode(frame).message().type(),
                frame.length,
                net.drop.test(flying) ? "  lost" : ""));
      }
      shown = net.sent.size();
    }
  }

  private void write(String node, String id) {
    long op = net.node(node).update(SALES, id, e -> e.increment(1), Write.local());
    say(node + " increments " + id + ": " + net.node(node).written(op));
  }

  private void check(String name) throws IOException {
    Path golden = FOLDER.resolve(name + ".txt");
    String text = String.join("\n", lines) + "\n";
    if ("write".equals(System.getProperty("rejoin.transcripts"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, text, StandardCharsets.UTF_8);
    }
    assertThat(text).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  @Test
  void meetWriteLoseCutHeal() throws IOException {
    say("a and b meet");
    net.start("a", SALES);
    net.start("b", SALES);
    run(100);
    write("a", "tea");
    run(150);
    long op =
        net.node("a")
            .update(SALES, "tea", e -> e.increment(1), Write.atLeast(2, Duration.ofSeconds(3)));
    say("a increments tea, at-least(2)");
    run(5);
    say("it ended as " + net.node("a").written(op));
    say("the next delta to b is lost, the one after it meets a gap");
    net.drop = f -> f.send().traffic() == Traffic.DELTA;
    write("a", "tea");
    run(110);
    net.drop = f -> false;
    write("a", "tea");
    run(120);
    say("b is cut off, both go on");
    net.drop = f -> true;
    net.unreachable("b");
    write("a", "tea");
    write("b", "milk");
    run(300);
    say("healed: deltas first, then the comparison");
    net.drop = f -> false;
    net.unreachable();
    run(700);
    say("b starts anew, with nothing");
    net.stop("b");
    net.start("b", SALES);
    run(300);
    say("roots: " + net.roots().size());
    check("meet-write-lose-cut-heal");
  }
}
