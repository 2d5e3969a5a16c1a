package org.rejoin.cluster;

import org.rejoin.conflict.Token;

/**
 * A put into a key whose concurrent values are kept.
 *
 * @param token for the writer's next put: covers what it was shown and what it put; if the write
 *     was not applied, just what it was shown
 */
public record SiblingWrite(WriteResult result, Token token) {}
