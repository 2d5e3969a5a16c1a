package org.rejoin.crdt.kernel;

import java.util.List;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The digest of a state under one suite: the sum of a keyed hash for each leaf (dot, path, value)
 * and for each replica id of the context (id, intervals). A leaf or id that changed costs one hash.
 *
 * @param suite with which key
 * @param leaves sum over the live leaves
 * @param seen sum over the ids of the context
 */
record CausalDigest(HashSuite suite, Digest128 leaves, Digest128 seen) {
  static CausalDigest of(HashSuite suite, CausalContext context, DotStore store) {
    Digest128[] sum = {Digest128.ZERO};
    store.forEachDot(dot -> sum[0] = sum[0].plus(leaf(suite, dot, store)));
    Digest128 seen = Digest128.ZERO;
    for (int i = 0; i < context.replicaCount(); i++) {
      seen = seen.plus(id(suite, context, i));
    }
    return new CausalDigest(suite, sum[0], seen);
  }

  Digest128 total() {
    return leaves.plus(seen);
  }

  /**
   * What this becomes when {@code gone} leave {@code from} and {@code fresh} come out of {@code
   * to}.
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
    return new CausalDigest(suite, sum, grown(before, after));
  }

  /** The sum over the ids of {@code after}, of which {@code before} is a part. */
  private Digest128 grown(CausalContext before, CausalContext after) {
    Digest128 sum = seen;
    for (int i = 0; i < after.replicaCount(); i++) {
      int old = before.indexOf(after.replica(i));
      if (old >= 0 && before.runsAt(old) == after.runsAt(i)) {
        continue;
      }
      if (old >= 0) {
        sum = sum.minus(id(suite, before, old));
      }
      sum = sum.plus(id(suite, after, i));
    }
    return sum;
  }

  private static Digest128 leaf(HashSuite suite, Dot dot, DotStore store) {
    CanonicalOut out = new CanonicalOut();
    dot.replica().write(out);
    out.writeVarLong(dot.counter());
    store.writeLeaf(dot, out);
    return suite.hash128(HashDomain.LEAF, out.toByteArray());
  }

  private static Digest128 id(HashSuite suite, CausalContext context, int index) {
    CanonicalOut out = new CanonicalOut();
    context.replica(index).write(out);
    context.writeRuns(index, out);
    return suite.hash128(HashDomain.CONTEXT, out.toByteArray());
  }
}
