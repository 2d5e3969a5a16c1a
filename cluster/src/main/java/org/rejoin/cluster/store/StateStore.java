package org.rejoin.cluster.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What one store of one node keeps on a disk: a header, and for each group records by name. Small
 * on purpose; {@link StateStoreLaws} says in code what follows in words.
 *
 * <h2>The promise</h2>
 *
 * <ol>
 *   <li>A batch is there whole or not at all, whatever dies when. One that was torn is noticed when
 *       the store is opened, and counts as not there.
 *   <li><b>The process dies.</b> Each batch that was reported done is there. Each other one may be.
 *   <li><b>Power is lost.</b> Each batch that was reported done with {@link Barrier#SYNCED} is
 *       there; of all others any may be and any may not, whatever the order in which they were
 *       given. A barrier says nothing of batches before it.
 *   <li>Of two batches that write one record, and are both there, the one given later wins; a
 *       caller that needs order gives a group's next batch after the last one was reported done.
 *   <li>A commit that fails with {@link StoreFailure#FULL} left nothing, and may be tried again.
 *       One that fails with {@link StoreFailure#BROKEN} may have left all of it; every commit after
 *       it fails in the same way, as a second sync after a failed one proves nothing.
 *   <li>What is read is what was written, or is reported as unreadable. A store may leave it to the
 *       caller to notice damage within a record: a record carries a checksum over its name and
 *       bytes.
 *   <li>The header is durable before {@link #open} returns, and its count of starts never falls: by
 *       it a node tells that it was started anew, and a backup that it is old.
 *   <li>What is given when a group is loaded survives the loss of power from then on, also if it
 *       was never reported done: opening a store syncs what it finds.
 *   <li>What is read back is what is kept at that moment, from where it is kept and not from a copy
 *       in memory: of each record the last batch that was reported done, or one given after it.
 * </ol>
 *
 * <p>What no store can promise, and callers have to live with: the device lies about a barrier, an
 * older copy is put in place, all is wiped. Nothing that was made under a lost incarnation's id may
 * then be made again, which is why each start has a new one.
 *
 * <p>Opened and loaded by one thread before the first commit. {@link #commit} and {@link #read} may
 * be called by any thread, do not block, and complete on a thread of the store.
 */
public interface StateStore extends AutoCloseable {
  /** Most bytes of records in one batch that consists of more than one. */
  long MAX_BATCH_BYTES = 1L << 20;

  /** Most records that are read back at a time. */
  int MAX_READ = 64;

  /**
   * Opens the store for one incarnation: an empty one gets the expected header, one that fits gets
   * a start more, with the expected replica id.
   *
   * @throws StoreMismatchException if it is of another node, cluster, store or layout
   * @throws StoreException if it cannot be read or written
   */
  Opened open(StoreHeader expected);

  /** What was found. {@code torn} counts batches that were torn and left out. */
  record Opened(StoreHeader header, boolean isNew, long torn) {}

  /** Gives all records of a group, in order of {@link ItemId}. Once a group, after open. */
  void load(int group, RecordSink sink);

  /** Writes a batch; completes when the barrier has passed, fails with {@link StoreException}. */
  CompletionStage<Void> commit(Batch batch, Barrier barrier);

  /**
   * Reads records of a group back, to see whether they are still what was written. Those that are
   * not there, or that cannot be read, are left out. Fails with {@link StoreException} if nothing
   * can be read.
   *
   * @param items at most {@value #MAX_READ}
   */
  CompletionStage<List<Stored>> read(int group, List<ItemId> items);

  /** Waits for what is under way. Commits after it fail with {@link StoreFailure#BROKEN}. */
  @Override
  void close();
}
