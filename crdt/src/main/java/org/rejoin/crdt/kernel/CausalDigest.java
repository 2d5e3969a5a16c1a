package org.rejoin.crdt.kernel;

import java.util.List;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The digest of a state under one suite: the sum of a keyed hash for each leaf (dot, path, value)
 * and of a part for each replica id of the context. The part of an id with events 1 to n, the usual
 * case, is n times the hash of the id, so that one more event needs no hash; of other intervals it
 * is their hash.
 */
final class CausalDigest {
  private final HashSuite suite;
  private final Digest128 leaves;
  private final Digest128 seen;
  private final ReplicaId[] ids;
  private final Digest128[] hashes;

  private CausalDigest(
      HashSuite suite, Digest128 leaves, Digest128 seen, ReplicaId[] ids, Digest128[] hashes) {
    this.suite = suite;
    this.leaves = leaves;
    this.seen = seen;
    this.ids = ids;
    this.hashes = hashes;
  }

  static CausalDigest of(HashSuite suite, CausalContext context, DotStore store) {
    Digest128[] sum = {Digest128.ZERO};
    store.forEachDot(dot -> sum[0] = sum[0].plus(leaf(suite, dot, store)));
    Digest128 seen = Digest128.ZERO;
    ReplicaId[] ids = context.ids();
    Digest128[] hashes = hashesOf(suite, ids);
    for (int i = 0; i < ids.length; i++) {
      seen = seen.plus(part(suite, context, i, hashes[i]));
    }
    return new CausalDigest(suite, sum[0], seen, ids, hashes);
  }

  HashSuite suite() {
    return suite;
  }

  Digest128 total() {
    return leaves.plus(seen);
  }

  /**
   * What this becomes when the leaves of {@code gone} leave {@code from} and those of {@code fresh}
   * come into {@code to}. An id that leaves the context takes its part along.
   */
  CausalDigest changed(
      List<Dot> gone,
      DotStore from,
      List<Dot> fresh,
      DotStore to,
      CausalContext before,
      CausalContext after) {
    Digest128 sum = leaves;
    for (Dot dot : gone) {
      sum = sum.minus(leaf(suite, dot, from));
    }
    for (Dot dot : fresh) {
      sum = sum.plus(leaf(suite, dot, to));
    }
    return grown(sum, before, after);
  }

  @SuppressWarnings("ReferenceEquality") // shared arrays are equal
  private CausalDigest grown(Digest128 sum, CausalContext before, CausalContext after) {
    ReplicaId[] known = after.ids();
    Digest128[] all = known == ids ? hashes : hashesOf(suite, known);
    Digest128 total = seen;
    for (int i = 0; i < known.length; i++) {
      int old = known == ids ? i : before.indexOf(known[i]);
      if (old >= 0 && before.runsAt(old) == after.runsAt(i)) {
        continue;
      }
      if (old >= 0) {
        total = total.minus(part(suite, before, old, all[i]));
      }
      total = total.plus(part(suite, after, i, all[i]));
    }
    for (int i = 0; i < ids.length && known != ids; i++) {
      if (after.indexOf(ids[i]) < 0) {
        total = total.minus(part(suite, before, i, hashes[i]));
      }
    }
    return new CausalDigest(suite, sum, total, known, all);
  }

  private static Digest128[] hashesOf(HashSuite suite, ReplicaId[] ids) {
    Digest128[] hashes = new Digest128[ids.length];
    for (int i = 0; i < ids.length; i++) {
      CanonicalOut out = new CanonicalOut();
      ids[i].write(out);
      hashes[i] = suite.hash128(HashDomain.CONTEXT, out.toByteArray());
    }
    return hashes;
  }

  private static Digest128 part(
      HashSuite suite, CausalContext context, int index, Digest128 idHash) {
    long[] runs = context.runsAt(index);
    if (runs.length == 2 && runs[0] == 1) {
      return idHash.times(runs[1]);
    }
    CanonicalOut out = new CanonicalOut();
    context.replica(index).write(out);
    context.writeRuns(index, out);
    return suite.hash128(HashDomain.CONTEXT, out.toByteArray());
  }

  /** The hash of the leaf of a dot that is alive there. */
  static Digest128 leaf(HashSuite suite, Dot dot, DotStore store) {
    CanonicalOut out = new CanonicalOut();
    dot.replica().write(out);
    out.writeVarLong(dot.counter());
    store.writeLeaf(dot, out);
    return suite.hash128(HashDomain.LEAF, out.toByteArray());
  }
}
