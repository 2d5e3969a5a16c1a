package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

/**
 * Opens the kernel's map to the benchmarks, which stand on the class path: the map stays private to
 * the kernel, and no method of it is there for a benchmark's sake. Each key is its own value, and
 * is wrapped and hashed at each call as the data types do.
 */
public final class TrieProbe {
  private static final Codec<String> UTF8 = Codecs.utf8();

  private final HashTrie<String, String> trie;

  private TrieProbe(HashTrie<String, String> trie) {
    this.trie = trie;
  }

  /** Of no keys. */
  public static TrieProbe empty() {
    return new TrieProbe(HashTrie.empty());
  }

  /** Of these keys, no two of them equal. */
  public static TrieProbe of(List<String> keys) {
    List<Key<String>> coded = new ArrayList<>(keys.size());
    keys.forEach(key -> coded.add(new Key<>(UTF8, key)));
    return new TrieProbe(HashTrie.of(coded, keys));
  }

  /** How many keys. */
  public int size() {
    return trie.size();
  }

  /** What is under {@code key}, or null. */
  public @Nullable String get(String key) {
    return trie.get(new Key<>(UTF8, key));
  }

  /** With one more. */
  public TrieProbe with(String key) {
    return new TrieProbe(trie.with(new Key<>(UTF8, key), key));
  }

  /** With one less. */
  public TrieProbe without(String key) {
    return new TrieProbe(trie.without(new Key<>(UTF8, key)));
  }

  /** Visits all keys. */
  public void forEach(Consumer<String> action) {
    trie.forEach((key, value) -> action.accept(value));
  }
}
