package org.rejoin.cluster.engine;

/**
 * Where frames for one incarnation of a node go. Opaque to the engine; a driver gives each process
 * start another one (Pekko: address and uid).
 */
public record Endpoint(String name) implements Comparable<Endpoint> {
  @Override
  public int compareTo(Endpoint other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
