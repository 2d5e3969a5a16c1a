package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;

/** Wrong trees, one fault each; the items are always right. */
abstract class TreeMutant implements SummedItems {
  private final List<Item> items = new ArrayList<>();
  Digest128 sum = Digest128.ZERO;

  abstract void added(Digest128 mix);

  abstract void removed(Digest128 mix);

  @Override
  public final void add(Item item) {
    items.add(item);
    added(RangeSum.of(Fixtures.SUITE, item).sum());
  }

  @Override
  public final void remove(Item item) {
    items.remove(item);
    removed(RangeSum.of(Fixtures.SUITE, item).sum());
  }

  @Override
  public final RangeSum total() {
    return new RangeSum(sum, items.size());
  }

  @Override
  public final List<Item> items() {
    return items.stream().sorted().toList();
  }

  /** The sum keeps what was removed. */
  static final class NotUpdatedOnRemove extends TreeMutant {
    @Override
    void added(Digest128 mix) {
      sum = sum.plus(mix);
    }

    @Override
    void removed(Digest128 mix) {}
  }

  /** The sum keeps the version that another one has taken the place of. */
  static final class NotUpdatedOnUpdate extends TreeMutant {
    private boolean isUpdate;

    @Override
    public void update(Item old, Item now) {
      isUpdate = true;
      super.update(old, now);
      isUpdate = false;
    }

    @Override
    void added(Digest128 mix) {
      sum = sum.plus(mix);
    }

    @Override
    void removed(Digest128 mix) {
      sum = isUpdate ? sum : sum.minus(mix);
    }
  }

  /** A chain of hashes instead of a sum. */
  static final class HashOfHistory extends TreeMutant {
    @Override
    void added(Digest128 mix) {
      byte[] chained = new CanonicalOut().writeDigest(sum).writeDigest(mix).toByteArray();
      sum = Fixtures.SUITE.hash128(HashDomain.ITEM, chained);
    }

    @Override
    void removed(Digest128 mix) {
      added(mix);
    }
  }

  /** XOR: what is there twice is not there. */
  static final class XorInsteadOfSum extends TreeMutant {
    @Override
    void added(Digest128 mix) {
      sum = new Digest128(sum.high() ^ mix.high(), sum.low() ^ mix.low());
    }

    @Override
    void removed(Digest128 mix) {
      added(mix);
    }
  }
}
