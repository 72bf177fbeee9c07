// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

/**
 * The measurements of one run.
 *
 * @param flushes how many buffers were handed over
 * @param nanos the time for all of them
 * @param cpuNanos the processor time of both threads; 0 if they are virtual
 * @param allocated how many bytes both threads allocated; 0 if they are virtual
 */
record Sample(long flushes, long nanos, long cpuNanos, long allocated) {

  double nanosPerFlush() {
    return (double) nanos / flushes;
  }

  double cpuNanosPerFlush() {
    return (double) cpuNanos / flushes;
  }

  double allocatedPerFlush() {
    return (double) allocated / flushes;
  }

  /** Returns the sample as one line, for a pipe. */
  String line() {
    return flushes + " " + nanos + " " + cpuNanos + " " + allocated;
  }

  static Sample parse(String line) {
    String[] part = line.split(" ");
    return new Sample(
        Long.parseLong(part[0]),
        Long.parseLong(part[1]),
        Long.parseLong(part[2]),
        Long.parseLong(part[3]));
  }
}
