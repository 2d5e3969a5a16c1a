package org.rejoin.simulations.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class SimulationsCanary {
  org.rejoin.demo.canary.DemoCanary upwards;
}
