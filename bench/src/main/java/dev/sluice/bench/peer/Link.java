// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

/** One direction between two threads; it has room for one job at least. */
interface Link {

  void put(Job job) throws InterruptedException;

  Job take() throws InterruptedException;
}
