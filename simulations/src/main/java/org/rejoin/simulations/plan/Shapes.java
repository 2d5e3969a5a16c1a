package org.rejoin.simulations.plan;

import java.util.ArrayList;
import java.util.List;

/** Shapes of partitions: who is cut off from whom, given the nodes in a drawn order. */
final class Shapes {
  /** All shapes. */
  static final List<String> LABELS =
      List.of(
          "isolate",
          "halves",
          "random",
          "majority",
          "bridge",
          "majorities-ring",
          "star",
          "data-center",
          "one-way");

  private static final int DATA_CENTERS = 3;

  private Shapes() {}

  /** Two sides between which the fault stands. */
  record Sides(List<Integer> nodes, List<Integer> others) {}

  /** Parts of the shape; none if there are too few nodes for it. */
  static List<Sides> of(String shape, List<Integer> order, int size) {
    int nodes = order.size();
    List<Sides> parts =
        switch (shape) {
          case "halves" -> split(order, nodes / 2);
          case "random" -> split(order, Math.min(size, nodes - 1));
          case "majority" -> split(order, (nodes - 1) / 2);
          case "bridge" -> bridge(order);
          case "majorities-ring" -> majoritiesRing(order);
          case "star" -> star(order);
          case "data-center" -> dataCenter(order);
          default -> split(order, 1);
        };
    return parts.stream().filter(p -> !p.nodes.isEmpty() && !p.others.isEmpty()).toList();
  }

  private static List<Sides> split(List<Integer> order, int size) {
    return List.of(new Sides(order.subList(0, size), order.subList(size, order.size())));
  }

  /** One node reaches both halves, which do not reach each other. */
  private static List<Sides> bridge(List<Integer> order) {
    return split(order.subList(1, order.size()), (order.size() - 1) / 2);
  }

  /** Each node reaches a majority, and no two of them the same. */
  private static List<Sides> majoritiesRing(List<Integer> order) {
    int nodes = order.size();
    int reach = (nodes / 2 + 1) / 2;
    List<Sides> parts = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      List<Integer> far = new ArrayList<>();
      for (int j = i + 1; j < nodes; j++) {
        if (Math.min(j - i, nodes - (j - i)) > reach) {
          far.add(order.get(j));
        }
      }
      parts.add(new Sides(List.of(order.get(i)), far));
    }
    return parts;
  }

  /** All reach the hub, and only the hub. */
  private static List<Sides> star(List<Integer> order) {
    List<Sides> parts = new ArrayList<>();
    for (int i = 1; i < order.size(); i++) {
      parts.add(new Sides(List.of(order.get(i)), order.subList(i + 1, order.size())));
    }
    return parts;
  }

  /** One of three data centers; node {@code i} is in the one of {@code i % 3}. */
  private static List<Sides> dataCenter(List<Integer> order) {
    int struck = order.get(0) % DATA_CENTERS;
    List<Integer> inside = new ArrayList<>();
    List<Integer> outside = new ArrayList<>();
    for (int node : order) {
      (node % DATA_CENTERS == struck ? inside : outside).add(node);
    }
    return List.of(new Sides(inside, outside));
  }
}
