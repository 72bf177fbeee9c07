// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

/** One direction between two threads. A link has room for at least one job. */
interface Link {

  void put(Job job) throws InterruptedException;

  Job take() throws InterruptedException;
}
