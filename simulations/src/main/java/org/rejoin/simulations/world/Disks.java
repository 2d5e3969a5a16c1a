package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlannedFault;

/** The disks of all nodes, and what is done to them from outside. */
final class Disks {
  private final List<Disk> disks = new ArrayList<>();
  private final Draws draws;
  private final Map<Copy, Disk.Image> copies = new HashMap<>();

  /** Whose disk each node has. */
  private final int[] owners;

  /** A copy of a node's disk that was made for a fault. */
  private record Copy(long fault, int node) {}

  Disks(int nodes, Timeline timeline, Draws draws, Faults faults) {
    this.draws = draws;
    this.owners = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      owners[node] = node;
      disks.add(new Disk(DiskWork.of(node, timeline, draws, faults)));
    }
  }

  Disk of(int node) {
    return disks.get(node);
  }

  /** Each of these nodes gets the disk of the one after it. */
  void rotate(List<Integer> nodes) {
    Map<Integer, Integer> takes = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      takes.put(nodes.get(i), nodes.get((i + 1) % nodes.size()));
    }
    move(takes);
  }

  /** The nodes that have the disk of another. */
  List<Integer> astray() {
    return IntStream.range(0, owners.length).filter(node -> !isHome(node)).boxed().toList();
  }

  /** Each node gets its own disk back. */
  void sortOut() {
    Map<Integer, Integer> takes = new TreeMap<>();
    for (int node : astray()) {
      takes.put(owners[node], node);
    }
    move(takes);
  }

  private void move(Map<Integer, Integer> takes) {
    int[] before = owners.clone();
    Map<Integer, Disk.Image> images = new TreeMap<>();
    takes.values().forEach(from -> images.put(from, of(from).image()));
    takes.forEach(
        (to, from) -> {
          of(to).restore(Objects.requireNonNull(images.get(from)));
          owners[to] = before[from];
        });
  }

  /** Whether the node has an empty disk that is another's: nothing on it says so. */
  boolean isBlankAstray(int node) {
    return !isHome(node) && of(node).isBlank();
  }

  private boolean isHome(int node) {
    return owners[node] == node;
  }

  /** Nothing happens to a disk that is in the place of another. */
  void wipe(int node) {
    if (isHome(node)) {
      of(node).wipe();
    }
  }

  /** Of disks that are in their place. */
  void copy(PlannedFault fault) {
    for (int node : fault.nodes()) {
      if (isHome(node)) {
        copies.put(new Copy(fault.id(), node), of(node).image());
      }
    }
  }

  /** Where the disk is in its place. */
  void restore(PlannedFault fault, int node) {
    Disk.Image image = copies.remove(new Copy(fault.id(), node));
    if (image != null && isHome(node)) {
      of(node).restore(image);
    }
  }

  void rot(PlannedFault fault, int node) {
    for (int i = 0; i < (int) fault.factor(); i++) {
      of(node).rot(draws.bits(Stream.DISK, Draws.entity(fault.id(), node), -1 - i));
    }
  }

  /** By lot, or those that the fault names: one bit a doubtful batch, node by node. */
  void losePower(PlannedFault fault) {
    if (fault.factor() < 2) {
      fault.nodes().forEach(node -> of(node).losesPower());
      return;
    }
    long survivors = (long) fault.factor() - 2;
    int[] place = {0};
    for (int node : fault.nodes()) {
      of(node).losesPower(batch -> (survivors >>> place[0]++ & 1) == 1);
    }
  }
}
