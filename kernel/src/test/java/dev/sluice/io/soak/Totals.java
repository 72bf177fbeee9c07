// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What was done, by all rounds together. */
final class Totals {
  final LongAdder rounds = new LongAdder();
  final LongAdder operations = new LongAdder();
  final LongAdder flushes = new LongAdder();
  final LongAdder faults = new LongAdder();
  final LongAdder cancels = new LongAdder();
  final LongAdder buffersChecked = new LongAdder();
  final LongAdder lost = new LongAdder();
  final LongAdder endedWell = new LongAdder();
  final LongAdder onVirtualThreads = new LongAdder();

  /** Operations, flushes, faults, buffers checked. */
  List<Long> done() {
    return Stream.of(operations, flushes, faults, buffersChecked).map(LongAdder::sum).toList();
  }
}
