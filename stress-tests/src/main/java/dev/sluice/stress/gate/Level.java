// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.vm.CompileMode;

/** How far a run goes. Ordered: what is required at one level is required at each later one. */
public enum Level {
  /**
   * A glance at a kernel that is broken on purpose: forbidden outcomes count, rare ones may not be
   * seen.
   */
  BRIEF(List.of(Jvm.PARKS), false, 1, 50, Pass.SHORT, 5),
  /** On each push: a few minutes on two processors. */
  QUICK(List.of(Jvm.SPINS, Jvm.PARKS), false, 2, 400, Pass.SHORT, 15),
  /** Each night: each actor under interpreter, C1 and C2, in every combination; an hour. */
  NIGHTLY(List.of(Jvm.SPINS, Jvm.PARKS, Jvm.SHUFFLES), true, 2, 500, Pass.SHORT, 60),
  /** As long as one likes; the time of an iteration follows from the time given. */
  SOAK(List.of(Jvm.SPINS, Jvm.PARKS, Jvm.SHUFFLES), false, 10, 0, Pass.LONG, 0);

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

  /**
   * How many samples the actors run through before all of them are renewed: so many strides, at
   * whose ends the actors meet.
   *
   * <p>Before its first iteration each fork runs passes that grow up to this size, about thirty
   * times as many samples in all, only to find the size that fits. At JCStress's own size, 40
   * strides of 256, that took most of the time of a quick run.
   */
  enum Pass {
    SHORT(64, 4),
    LONG(256, 40);

    final int stride;
    final int strides;

    Pass(int stride, int strides) {
      this.stride = stride;
      this.strides = strides;
    }
  }

  private final List<Jvm> jvms;
  private final boolean split;
  private final int iterations;
  private final int millis;
  private final Pass pass;
  private final int minutes;

  Level(List<Jvm> jvms, boolean split, int iterations, int millis, Pass pass, int minutes) {
    this.jvms = jvms;
    this.split = split;
    this.iterations = iterations;
    this.millis = millis;
    this.pass = pass;
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

  Pass pass() {
    return pass;
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
