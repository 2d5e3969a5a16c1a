package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Elements in the order of their canonical bytes; join is union. A join walks the other side, but
 * for what both share, and costs O(log n) for each element that is new. The digest is the sum of a
 * keyed hash for each element; once asked for, it is kept for one hash an element added.
 *
 * @param <E> the element, with a canonical codec
 */
public final class KeySet<E> implements Lattice<KeySet<E>> {
  private record Hashed(HashSuite suite, Digest128 digest) {}

  private final Codec<E> codec;
  private final HashTrie<E, Boolean> keys;

  /** Computed when first asked for; a race computes the same value twice. */
  private @Nullable Hashed hashed;

  private KeySet(Codec<E> codec, HashTrie<E, Boolean> keys) {
    this.codec = codec;
    this.keys = keys;
  }

  /**
   * The set without elements.
   *
   * @param codec has to be canonical
   */
  public static <E> KeySet<E> empty(Codec<E> codec) {
    if (!codec.isCanonical()) {
      throw new IllegalArgumentException(
          "codec " + codec.name() + " is not canonical, it cannot code elements or keys");
    }
    return new KeySet<>(codec, HashTrie.empty());
  }

  private KeySet<E> of(List<Key<E>> all) {
    return new KeySet<>(codec, HashTrie.of(all, Collections.nCopies(all.size(), true)));
  }

  @Override
  public boolean isBottom() {
    return keys.isEmpty();
  }

  /** How many elements. */
  public int size() {
    return keys.size();
  }

  /** Whether {@code element} is in. */
  public boolean contains(E element) {
    return keys.get(new Key<>(codec, element)) != null;
  }

  /** This and {@code element}. */
  public KeySet<E> with(E element) {
    Key<E> key = new Key<>(codec, element);
    return keys.get(key) != null ? this : new KeySet<>(codec, keys.with(key, true));
  }

  /** The elements, in the order of their bytes; O(n log n). */
  public Iterator<E> elements() {
    return keys.sorted().stream().map(entry -> entry.key().value()).iterator();
  }

  @Override
  public Merged<KeySet<E>> join(KeySet<E> other) {
    if (isBottom() || other.isBottom()) {
      return new Merged<>(isBottom() ? other : this, other);
    }
    KeySet<E> novelty = of(other.notIn(this));
    KeySet<E> state = other.size() <= size() ? plus(novelty) : other.plus(of(notIn(other)));
    return new Merged<>(state, novelty);
  }

  private List<Key<E>> notIn(KeySet<E> other) {
    List<Key<E>> missing = new ArrayList<>();
    keys.forEachNotIn(other.keys, (key, in) -> missing.add(key));
    return missing;
  }

  /** This with {@code more}, of which nothing is in. */
  private KeySet<E> plus(KeySet<E> more) {
    if (more.isBottom()) {
      return this;
    }
    Grown<E> grown = new Grown<>(keys);
    more.keys.forEach((key, in) -> grown.keys = grown.keys.with(key, in));
    KeySet<E> sum = new KeySet<>(codec, grown.keys);
    Hashed known = hashed;
    if (known != null) {
      sum.hashed = new Hashed(known.suite, more.sum(known.suite).plus(known.digest));
    }
    return sum;
  }

  private static final class Grown<E> {
    private HashTrie<E, Boolean> keys;

    Grown(HashTrie<E, Boolean> keys) {
      this.keys = keys;
    }
  }

  @Override
  public Stream<KeySet<E>> decompose() {
    HashTrie<E, Boolean> none = HashTrie.empty();
    return keys.sorted().stream().map(entry -> new KeySet<>(codec, none.with(entry.key(), true)));
  }

  @Override
  public List<KeySet<E>> halves(KeySet<E> bottom) {
    if (size() < 2) {
      return isBottom() ? List.of() : List.of(this);
    }
    List<Key<E>> sorted = keys.sorted().stream().map(HashTrie.Entry::key).toList();
    int middle = size() / 2;
    return List.of(of(sorted.subList(0, middle)), of(sorted.subList(middle, size())));
  }

  @Override
  public void forEachPart(HashSuite suite, Consumer<? super Digest128> action) {
    keys.forEach((key, in) -> action.accept(hash(suite, key)));
  }

  @Override
  public KeySet<E> choose(KeySet<E> bottom, HashSuite suite, Predicate<? super Digest128> chosen) {
    List<Key<E>> some = new ArrayList<>();
    keys.forEach(
        (key, in) -> {
          if (chosen.test(hash(suite, key))) {
            some.add(key);
          }
        });
    return of(some);
  }

  /** The number of elements and their bytes, ascending. */
  public void write(CanonicalOut out) {
    out.writeVarInt(size());
    keys.sorted().forEach(entry -> out.writeRaw(entry.bytes()));
  }

  /** Reads a set with this one's codec; refuses all that {@link #write} does not write. */
  public KeySet<E> read(CanonicalIn in) {
    List<Key<E>> read = new ArrayList<>();
    byte[] previous = null;
    for (int left = in.readCount(1); left > 0; left--) {
      int start = in.position();
      E element = in.readCanonical(codec);
      byte[] bytes = in.copySince(start);
      if (previous != null && Arrays.compareUnsigned(previous, bytes) >= 0) {
        throw in.malformed("elements must ascend, found " + element + " out of order");
      }
      read.add(new Key<>(codec, element));
      previous = bytes;
    }
    return of(read);
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    Hashed known = hashed;
    if (known == null || !known.suite.equals(suite)) {
      known = new Hashed(suite, sum(suite));
      hashed = known;
    }
    return known.digest;
  }

  private Digest128 sum(HashSuite suite) {
    Digest128[] sum = {Digest128.ZERO};
    keys.forEach((key, in) -> sum[0] = sum[0].plus(hash(suite, key)));
    return sum[0];
  }

  private static Digest128 hash(HashSuite suite, Key<?> key) {
    return suite.hash128(HashDomain.LEAF, key.bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySet<?> set && keys.equals(set.keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }
}
