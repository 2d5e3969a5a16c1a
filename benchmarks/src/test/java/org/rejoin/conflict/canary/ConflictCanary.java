package org.rejoin.conflict.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class ConflictCanary {
  org.rejoin.antientropy.canary.AntiEntropyCanary sideways;
}
