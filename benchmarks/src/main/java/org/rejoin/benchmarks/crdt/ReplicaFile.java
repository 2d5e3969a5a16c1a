package org.rejoin.benchmarks.crdt;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps {@link Replicas} in a file for the turns that follow the first. */
final class ReplicaFile {
  private ReplicaFile() {}

  /** Reads {@code file}, or builds what it should hold and writes it. */
  static Replicas readOrBuild(Path file, Supplier<Replicas> builder) {
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      Replicas built = builder.get();
      // Written elsewhere first: a turn that is ended half-way must not leave half a file.
      Path draft = file.resolveSibling(file.getFileName() + ".draft");
      write(built, draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return built;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Replicas replicas, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      write(out, List.of(replicas.base(), replicas.ours(), replicas.theirs()));
      write(out, replicas.adds());
      write(out, replicas.removes());
      write(out, replicas.many());
    }
  }

  private static void write(DataOutputStream out, List<byte[]> arrays) throws IOException {
    out.writeInt(arrays.size());
    for (byte[] array : arrays) {
      out.writeInt(array.length);
      out.write(array);
    }
  }

  private static Replicas read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<byte[]> states = readAll(in);
      return new Replicas(
          states.get(0), states.get(1), states.get(2), readAll(in), readAll(in), readAll(in));
    }
  }

  private static List<byte[]> readAll(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<byte[]> arrays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] array = new byte[in.readInt()];
      in.readFully(array);
      arrays.add(array);
    }
    return arrays;
  }
}
