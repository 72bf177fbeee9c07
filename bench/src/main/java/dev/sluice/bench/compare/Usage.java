// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Measures what threads use between start and end. The JVM counts it for each platform thread, and
 * not for virtual ones. The memory that this class allocates is not included.
 */
final class Usage {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<Thread> threads;
  private long cpuNanos;
  private long allocated;

  Usage(List<Thread> threads) {
    this.threads = threads;
  }

  void start() {
    cpuNanos = -cpuNow();
    allocated = -allocatedNow();
  }

  void end() {
    allocated += allocatedNow();
    cpuNanos += cpuNow();
  }

  long cpuNanos() {
    return cpuNanos;
  }

  long allocated() {
    return allocated;
  }

  private long cpuNow() {
    long sum = 0;
    for (int i = 0; i < threads.size(); i++) {
      sum += Math.max(0, THREADS.getThreadCpuTime(threads.get(i).getId()));
    }
    return sum;
  }

  private long allocatedNow() {
    long sum = 0;
    for (int i = 0; i < threads.size(); i++) {
      sum += Math.max(0, THREADS.getThreadAllocatedBytes(threads.get(i).getId()));
    }
    return sum;
  }
}
