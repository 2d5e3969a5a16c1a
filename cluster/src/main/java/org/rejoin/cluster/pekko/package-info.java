/**
 * The Pekko shell around the engine: extension, actors, serializers and codecs of application
 * records.
 */
@NullMarked
package org.rejoin.cluster.pekko;

import org.jspecify.annotations.NullMarked;
