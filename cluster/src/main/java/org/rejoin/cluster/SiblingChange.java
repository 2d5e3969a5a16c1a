package org.rejoin.cluster;

import java.util.Optional;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.SiblingRegister;

/**
 * A change of a key whose concurrent values are kept.
 *
 * @param change of the values themselves
 * @param view what readers see now; of nothing if a value cannot be decoded
 * @param conflict what the resolver decided, with the losers; empty if there was nothing to decide
 * @param unreadable why a value cannot be decoded; empty if all can
 */
public record SiblingChange<V>(
    Change<SiblingRegister<V>> change,
    Resolved<V> view,
    Optional<ConflictEntry> conflict,
    Optional<String> unreadable) {}
