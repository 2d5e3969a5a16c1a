package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.engine.wire.DecoderWatch;
import org.rejoin.cluster.engine.wire.FrameDamage;

/** Hostile bytes against what reads bytes in the shell: the envelope of frames, and Kryo. */
class HostileBytesTest {
  private static final int TIMES = Boolean.getBoolean("rejoin.long") ? 1_000_000 : 30_000;
  private static final double MOST_FOR_ENVELOPES = 8;

  /** Kryo makes an object of each few bytes, as the application's records are. */
  private static final double MOST_FOR_RECORDS = 40;

  /** It wraps an exception once for each level of nesting, with a trace each. */
  private static final int KRYO_ALLOWANCE_BYTES = 256 * 1024;

  record Point(int x, long y, String label) {}

  record Drawing(List<Point> points, Map<String, Point> named, byte[] raw, double[] more) {}

  private static Optional<String> hunt(DecoderWatch watch, List<byte[]> valid) {
    SplittableRandom random = new SplittableRandom(11);
    FrameDamage damage = new FrameDamage(random);
    valid.forEach(watch::warmUp);
    for (int i = 0; i < TIMES; i++) {
      byte[] bytes = valid.get(random.nextInt(valid.size()));
      byte[] hostile = damage.of(bytes, valid.get(random.nextInt(valid.size())));
      Optional<String> complaint = watch.complaint(hostile);
      if (complaint.isPresent()) {
        return Optional.of("bytes " + i + ": " + complaint.get());
      }
    }
    return Optional.empty();
  }

  @Test
  @DisplayName("an envelope is read or counted as unreadable, whatever it is")
  void envelopes() throws Exception {
    ActorSystem<Void> system = TestSystems.alone("");
    try {
      WireSerializer serializer =
          new WireSerializer((ExtendedActorSystem) Adapter.toClassic(system));
      List<byte[]> valid =
          List.of(
              serializer.toBinary(
                  new WireFrame(-7, Traffic.REPAIR, "pekko://a@b:1#2", new byte[] {1, 2})),
              serializer.toBinary(
                  new WireFrame(1, Traffic.DELTA, "pekko://a@b:1#2", new byte[3_000])));
      DecoderWatch watch =
          new DecoderWatch(
              bytes -> serializer.fromBinary(bytes, WireSerializer.FRAME_1),
              bytes -> MOST_FOR_ENVELOPES,
              DecoderWatch.ALLOWANCE_BYTES);
      assertThat(hunt(watch, valid)).isEmpty();
    } finally {
      TestSystems.stop(system);
    }
  }

  @Test
  @DisplayName("a record is read or refused, whatever it is")
  void records() {
    KryoCodec<Drawing> codec = KryoCodec.of("drawing", Drawing.class, Point.class);
    Point point = new Point(1, -2, "caf\u00e9 \u2603");
    List<byte[]> valid =
        List.of(
            codec.encode(
                new Drawing(
                    List.of(point, point, new Point(3, 4, "ascii")),
                    Map.of("a", point),
                    new byte[] {1, 2, 3},
                    new double[] {1.5, 2.5})),
            codec.encode(new Drawing(List.of(), Map.of(), new byte[200], new double[0])));
    DecoderWatch watch =
        new DecoderWatch(codec::decode, bytes -> MOST_FOR_RECORDS, KRYO_ALLOWANCE_BYTES);
    assertThat(hunt(watch, valid)).isEmpty();
  }
}
