// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.vm.CompileMode;

/** How far a run goes. What is required at one level is required at each later level too. */
public enum Level {
  /**
   * For a kernel that is broken on purpose: forbidden outcomes count, and rare outcomes need not be
   * seen.
   */
  BRIEF(List.of(Jvm.PARKS), false, 1, 50, Pass.SHORT, 5),
  /** For each push: a few minutes on two processors. */
  QUICK(List.of(Jvm.SPINS, Jvm.PARKS), false, 2, 400, Pass.SHORT, 15),
  /** For each night: each actor under interpreter, C1 and C2, in every combination, for an hour. */
  NIGHTLY(List.of(Jvm.SPINS, Jvm.PARKS, Jvm.SHUFFLES), true, 2, 500, Pass.SHORT, 60),
  /** For any time. The time of an iteration follows from the given time. */
  SOAK(List.of(Jvm.SPINS, Jvm.PARKS, Jvm.SHUFFLES), false, 10, 0, Pass.LONG, 0);

  /** A configuration of the JVM in which the actors run. */
  public enum Jvm {
    /** The default: the kernel spins before it parks. */
    SPINS("-XX:+UseSerialGC"),
    /** The kernel does not spin when it sees a single processor, so each wait parks. */
    PARKS("-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"),
    /** Only C2, with its order of instructions shuffled. */
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

    /**
     * Returns the options. One keeps the fields of results apart; JCStress adds it only from a jar.
     */
    List<String> args() {
      return Stream.concat(Stream.of("-XX:-RestrictContended"), args.stream()).toList();
    }
  }

  /**
   * How many samples the actors run before all samples are made anew: a number of strides. The
   * actors meet at the end of each stride.
   *
   * <p>Before its first iteration each fork runs passes that grow up to this size, only to find the
   * size that fits. These are about thirty times as many samples in all. With JCStress's default,
   * 40 strides of 256, they took most of the time of a quick run.
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

  /** Tells whether each actor is compiled in its own way. */
  boolean split() {
    return split;
  }

  int iterations() {
    return iterations;
  }

  /** Returns the time of one iteration; 0 if it follows from the given time. */
  int millis() {
    return millis;
  }

  Pass pass() {
    return pass;
  }

  /** Returns the outer time-out; 0 if it follows from the given time. */
  int timeoutMinutes() {
    return minutes;
  }

  /**
   * Returns how the actors are compiled under one JVM, in JCStress's code: all in the same way, or
   * each in its own.
   */
  int[] compilations(Jvm jvm, int actors) {
    return split && jvm != Jvm.SHUFFLES
        ? CompileMode.casesFor(actors, true, true)
        : new int[] {CompileMode.UNIFIED};
  }

  /** Returns how many forks one test takes. */
  int configurations(int actors) {
    return jvms.stream().mapToInt(jvm -> compilations(jvm, actors).length).sum();
  }
}
