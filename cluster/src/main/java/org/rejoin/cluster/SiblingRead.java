package org.rejoin.cluster;

import java.util.Optional;
import org.rejoin.conflict.Agreement;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Token;

/**
 * A read of a key whose concurrent values are kept.
 *
 * @param result how the read ended
 * @param view what readers see, and the values it was made of; of nothing if none were found
 * @param agreement whether all members have the same resolver
 */
public record SiblingRead<V>(
    ReadResult<SiblingRegister<V>> result, Resolved<V> view, Agreement.Kind agreement) {
  /** The value if the reader sees exactly one. */
  public Optional<V> value() {
    return view.value();
  }

  /** For a put that replaces what this read showed, losers too. */
  public Token token() {
    return view.token();
  }
}
