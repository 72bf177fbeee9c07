// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what all rounds together have done. */
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

  /** Returns the numbers of operations, flushes, faults, and checked buffers. */
  List<Long> done() {
    return Stream.of(operations, flushes, faults, buffersChecked).map(LongAdder::sum).toList();
  }
}
