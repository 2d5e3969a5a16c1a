package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlannedFault;

/** The disks of all nodes, and what is done to them from outside. */
final class Disks {
  private final List<Disk> disks = new ArrayList<>();
  private final Draws draws;
  private final Map<Copy, Disk.Image> copies = new HashMap<>();

  /** A copy of a node's disk that was made for a fault. */
  private record Copy(long fault, int node) {}

  Disks(int nodes, Timeline timeline, Draws draws, Faults faults) {
    this.draws = draws;
    for (int node = 0; node < nodes; node++) {
      disks.add(new Disk(DiskWork.of(node, timeline, draws, faults)));
    }
  }

  Disk of(int node) {
    return disks.get(node);
  }

  /** Each of these nodes gets the disk of the one after it, or of the one before. */
  void rotate(List<Integer> nodes, int step) {
    List<Disk.Image> images = nodes.stream().map(node -> of(node).image()).toList();
    for (int i = 0; i < nodes.size(); i++) {
      of(nodes.get(i)).restore(images.get(Math.floorMod(i + step, nodes.size())));
    }
  }

  void copy(PlannedFault fault) {
    fault.nodes().forEach(node -> copies.put(new Copy(fault.id(), node), of(node).image()));
  }

  void restore(PlannedFault fault, int node) {
    Disk.Image image = copies.remove(new Copy(fault.id(), node));
    if (image != null) {
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
