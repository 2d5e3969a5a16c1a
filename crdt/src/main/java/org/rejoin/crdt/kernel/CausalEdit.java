package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;

/**
 * The dots that one edit spends, kills and raises. Editors change their stores themselves and tell
 * this object; {@link Causal#finish} makes state and delta of it. Nothing is spent unless the edit
 * is finished. Not thread-safe, lives for one edit.
 */
public final class CausalEdit {
  private final Origin origin;
  private final Dot first;
  private final List<Dot> created = new ArrayList<>();
  private final List<Dot> killed = new ArrayList<>();
  private final List<Dot> raised = new ArrayList<>();

  CausalEdit(Origin origin, Dot first) {
    this.origin = origin;
    this.first = first;
  }

  /** The stamp of all this edit writes. */
  public Hlc stamp() {
    return origin.stamp();
  }

  /** A dot of its own for one new leaf. */
  public Dot newDot() {
    Dot dot = new Dot(first.replica(), first.counter() + created.size());
    if (dot.counter() > CausalContext.MAX_COUNTER) {
      throw new IllegalStateException("replica id " + first.replica() + " has used up its dots");
    }
    created.add(dot);
    return dot;
  }

  /** Notes that a dot that was alive is taken out of the store. */
  public void kill(Dot dot) {
    killed.add(dot);
  }

  /** Notes that dots that were alive are taken out of the store. */
  public void killAll(Collection<Dot> dots) {
    killed.addAll(dots);
  }

  /** Notes that the tally of a live dot was raised. */
  public void raise(Dot dot) {
    raised.add(dot);
  }

  /** Whether this edit made {@code dot}, so that nobody else has seen it. */
  public boolean isNew(Dot dot) {
    return dot.replica().equals(first.replica()) && dot.counter() >= first.counter();
  }

  /** Whether {@code dot} was made under the id of this edit, now or before. */
  public boolean isOwn(Dot dot) {
    return dot.replica().equals(first.replica());
  }

  /** Remembers where the edit is, for {@link #rollBack} and the two lists since then. */
  public Mark mark() {
    return new Mark(created.size(), killed.size(), raised.size());
  }

  /** Forgets all that was spent and killed since then; the caller drops the stores made since. */
  public void rollBack(Mark mark) {
    created.subList(mark.created(), created.size()).clear();
    killed.subList(mark.killed(), killed.size()).clear();
    raised.subList(mark.raised(), raised.size()).clear();
  }

  /** The dots made since then, ascending. */
  public List<Dot> createdSince(Mark mark) {
    return List.copyOf(created.subList(mark.created(), created.size()));
  }

  /** The dots killed since then. */
  public List<Dot> killedSince(Mark mark) {
    return List.copyOf(killed.subList(mark.killed(), killed.size()));
  }

  /** Ascending: the dots that were there before this edit and are in {@code after}, raised. */
  List<Dot> raisedBefore(DotStore after) {
    return raised.isEmpty()
        ? List.of()
        : raised.stream()
            .filter(dot -> !isNew(dot) && after.contains(dot))
            .sorted()
            .distinct()
            .toList();
  }

  List<Dot> created() {
    return created;
  }

  /** Ascending: the dots killed that were there before this edit. */
  List<Dot> killedBefore() {
    if (killed.isEmpty()) {
      return List.of();
    }
    List<Dot> old = new ArrayList<>(killed.size());
    for (Dot dot : killed) {
      if (!isNew(dot)) {
        old.add(dot);
      }
    }
    return Dots.sorted(old);
  }

  /** A point within an edit. */
  public record Mark(int created, int killed, int raised) {}
}
