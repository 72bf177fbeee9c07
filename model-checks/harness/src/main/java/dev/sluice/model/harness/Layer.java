// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.util.Locale;

/** A kind of check: what it looks at, and what it cannot see. In the order of the verdict. */
public enum Layer {
  /** The kernel's tests, faults and soak. */
  UNIT("the kernel's unit tests, faults of the operating system, a soak", "other schedules"),
  /** The specs. */
  TLC("all states of the specs, each with faults that it must reject", "the Java code"),
  /** Schedules of the real classes. */
  EXPLORE("schedules of the real classes, and data races", "what was not exhausted"),
  /** Traces of the real classes, held against the spec. */
  CONFORMANCE("traces of the real classes, held against the spec", "other traces"),
  /** JCStress. */
  STRESS("samples of races on this hardware", "what the samples did not hit, other hardware"),
  /** Broken kernels. */
  MUTANTS("broken kernels, which the other layers must notice", "bugs that nobody thought of"),
  /** The tests of what is measured, which are none of the kernel. */
  BENCH("the tests of the benchmarks", "other schedules"),
  /** Each class of tests of each module: whether it ran, and passed. */
  TESTS("whether each class of tests ran, and passed", "what the tests do not look at");

  private final String sees;
  private final String blindTo;

  Layer(String sees, String blindTo) {
    this.sees = sees;
    this.blindTo = blindTo;
  }

  /** What it looks at. */
  public String sees() {
    return sees;
  }

  /** What it cannot see. */
  public String blindTo() {
    return blindTo;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
