package org.rejoin.conflict;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rejoin.conflict.Resolved.Outcome;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Reads registers the way a store does: resolves, journals what lost, and does not ask a resolver
 * again that failed on the very same siblings. Thread-safe, if resolvers and journal are; the
 * resolver runs in the caller's thread and without a lock.
 *
 * <p>A resolver is the application's code: call this where it harms nobody if it blocks, never from
 * within the step of a state machine. Memory: {@value #MAX_FAILURES} ids and messages of failures,
 * the oldest go first and are then asked again.
 */
public final class ConflictReader {
  private static final int MAX_FAILURES = 1_000;

  /** That of an earlier call, with its message and without its stack. */
  private static final class FailedBefore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedBefore(String message) {
      super(message, null, false, false);
    }
  }

  private final HashSuite suite;
  private final ConflictJournal journal;
  private final Map<Digest128, String> failures = new LinkedHashMap<>();
  private long failed;
  private long unjournaled;

  /** A reader that remembers no failures yet. */
  public ConflictReader(HashSuite suite, ConflictJournal journal) {
    this.suite = suite;
    this.journal = journal;
  }

  /**
   * What readers see. Throws only where bytes of a value cannot be decoded.
   *
   * @param key keyspace and id, as they go to the journal
   * @param epoch how often the key was deleted: dots count anew in each epoch, so that the view's
   *     token and the journal's id name it
   * @param resolver that of {@link ConflictSettings#agree}
   * @param limit the clock and {@code max-drift}, see {@link Siblings#asOf}
   */
  public <V> Resolved<V> read(
      Bytes key, long epoch, SiblingRegister<V> register, Resolver<V> resolver, Hlc limit) {
    Siblings<V> siblings = register.siblings().inEpoch(epoch).asOf(limit);
    if (siblings.size() < 2 && !siblings.isAhead()) {
      return register.resolve(siblings, resolver);
    }
    Digest128 id = ConflictEntry.idOf(suite, key, siblings, ResolverId.of(resolver));
    String failure = failure(id);
    if (!failure.isEmpty()) {
      return Resolved.failed(siblings, ResolverId.of(resolver), new FailedBefore(failure));
    }
    Resolved<V> view = register.resolve(siblings, resolver);
    if (view.outcome() == Outcome.FAILED) {
      remember(id, view.failure().map(String::valueOf).orElse("?"));
    }
    ConflictEntry.of(suite, key, view).ifPresent(this::append);
    return view;
  }

  private void append(ConflictEntry entry) {
    try {
      journal.append(entry);
    } catch (RuntimeException e) {
      countUnjournaled();
    }
  }

  private synchronized String failure(Digest128 id) {
    return failures.getOrDefault(id, "");
  }

  private synchronized void remember(Digest128 id, String failure) {
    failed++;
    failures.put(id, failure);
    if (failures.size() > MAX_FAILURES) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  private synchronized void countUnjournaled() {
    unjournaled++;
  }

  /** How often a resolver failed; repetitions that were not asked again are not counted. */
  public synchronized long failed() {
    return failed;
  }

  /** How many entries a journal refused by throwing, against its contract. */
  public synchronized long unjournaled() {
    return unjournaled;
  }
}
