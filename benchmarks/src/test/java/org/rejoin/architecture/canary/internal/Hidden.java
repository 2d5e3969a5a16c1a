package org.rejoin.architecture.canary.internal;

/** A type that no public signature may show. */
public final class Hidden {}
