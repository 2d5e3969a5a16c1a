package org.rejoin.antientropy.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class AntiEntropyCanary {
  org.rejoin.conflict.canary.ConflictCanary sideways;
}
