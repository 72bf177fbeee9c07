// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

/**
 * What was measured in one go.
 *
 * @param flushes buffers handed over
 * @param nanos time for all of them
 * @param cpuNanos processor time of both threads; 0 if they are virtual
 * @param allocated bytes allocated by both threads; 0 if they are virtual
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

  /** As one line, for a pipe. */
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
