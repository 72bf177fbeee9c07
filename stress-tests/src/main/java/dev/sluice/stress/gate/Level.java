// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.vm.CompileMode;

/** How far a run goes. Ordered: what is required at one level is required at each later one. */
public enum Level {
  /** On each push: a few minutes on two processors. */
  QUICK(List.of(Jvm.SPINS, Jvm.PARKS), false, 2, 450, 15),
  /** Each night: each actor under interpreter, C1 and C2, in every combination; an hour. */
  NIGHTLY(List.of(Jvm.SPINS, Jvm.PARKS, Jvm.SHUFFLES), true, 2, 500, 75),
  /** As long as one likes; the time of an iteration follows from the time given. */
  SOAK(List.of(Jvm.SPINS, Jvm.PARKS, Jvm.SHUFFLES), false, 10, 0, 0);

  /** One configuration of the JVM that the actors run in. */
  public enum Jvm {
    /** As it comes: the kernel spins before it parks. */
    SPINS("-XX:+UseSerialGC"),
    /** The kernel does not spin when it sees a single processor, so each wait is a real one. */
    PARKS("-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"),
    /** C2 alone, with its order of instructions shuffled. */
    SHUFFLES(
        "-XX:+UseSerialGC",
        "-XX:-TieredCompilation",
        "-XX:+StressLCM",
        "-XX:+StressGCM",
        "-XX:+StressIGVN",
        "-XX:+StressCCP");

    private final List<String> args;

    Jvm(String... args) {
      this.args = List.of(args);
    }

    /** With the results' own fields kept apart, which JCStress itself only finds out from a jar. */
    List<String> args() {
      return Stream.concat(Stream.of("-XX:-RestrictContended"), args.stream()).toList();
    }
  }

  private final List<Jvm> jvms;
  private final boolean split;
  private final int iterations;
  private final int millis;
  private final int minutes;

  Level(List<Jvm> jvms, boolean split, int iterations, int millis, int minutes) {
    this.jvms = jvms;
    this.split = split;
    this.iterations = iterations;
    this.millis = millis;
    this.minutes = minutes;
  }

  List<Jvm> jvms() {
    return jvms;
  }

  /** Whether each actor is compiled on its own. */
  boolean split() {
    return split;
  }

  int iterations() {
    return iterations;
  }

  /** Of one iteration; 0 if it follows from the time given. */
  int millis() {
    return millis;
  }

  /** The outer time-out; 0 if it follows from the time given. */
  int timeoutMinutes() {
    return minutes;
  }

  /**
   * How the actors are compiled under one JVM, in JCStress's code: all alike, or each its own way.
   */
  int[] compilations(Jvm jvm, int actors) {
    return split && jvm != Jvm.SHUFFLES
        ? CompileMode.casesFor(actors, true, true)
        : new int[] {CompileMode.UNIFIED};
  }

  /** How many forks one test takes. */
  int configurations(int actors) {
    return jvms.stream().mapToInt(jvm -> compilations(jvm, actors).length).sum();
  }
}
