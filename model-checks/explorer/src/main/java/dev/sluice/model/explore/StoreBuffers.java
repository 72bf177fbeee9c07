// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What threads wrote with release and others do not see yet. Such a write is a store that becomes
 * visible later: at any moment before its thread does what publishes too. That is its next volatile
 * write, read-modify-write, fence, monitor, park, start, interrupt or end. Its own thread sees it
 * at once. Those of one thread become visible in their order.
 *
 * <p>This is what a machine with store buffers does (x86-64), and what a processor does that lets a
 * later volatile read pass (AArch64 with LDAPR). All others see a write at one moment: nothing is
 * claimed for a machine that is not multi-copy atomic (POWER).
 *
 * <p>One thread runs at a time. While it runs memory holds what it wrote; when another one goes on,
 * memory is set back to what that one sees.
 */
final class StoreBuffers {

  /**
   * A write that others do not see yet.
   *
   * @param published what {@link Races#stored} returned
   */
  record Store(Cell cell, Object value, long where, int[] published, String says, int code) {}

  private final List<Deque<Store>> stores = new ArrayList<>();

  /** What the thread that runs has hidden of the others: what they see, by place. */
  private final Map<Long, Object> hidden = new HashMap<>();

  private int running;

  /** Bits: threads that wrote what others do not see yet. */
  private int writers;

  StoreBuffers() {
    for (int t = 0; t < Tree.THREADS; t++) {
      stores.add(new ArrayDeque<>());
    }
  }

  /** A new run, in which the first thread begins. */
  void clear() {
    stores.forEach(Deque::clear);
    writers = 0;
    hidden.clear();
    running = 0;
  }

  /** The threads that wrote what others do not see yet, as bits. */
  int threads() {
    return writers;
  }

  /** Whether the thread wrote to a place what others do not see yet. */
  boolean has(int thread, long where) {
    return stores.get(thread).stream().anyMatch(store -> store.where == where);
  }

  /**
   * The thread that runs has written.
   *
   * @param before what the place held
   */
  void add(Store store, Object before) {
    hidden.putIfAbsent(store.where, before);
    stores.get(running).add(store);
    writers |= 1 << running;
  }

  /** The first of a thread is seen by all from now on. */
  Store see(int thread) {
    Store store = stores.get(thread).remove();
    if (stores.get(thread).isEmpty()) {
      writers &= ~(1 << thread);
    }
    if (thread == running && !has(thread, store.where)) {
      hidden.remove(store.where); // memory holds it
    } else if (hidden.containsKey(store.where)) {
      hidden.put(store.where, store.value);
    } else {
      store.cell.set(store.value);
    }
    return store;
  }

  /** Another thread goes on: memory is what that one sees. */
  void runs(int thread) {
    if (thread == running) {
      return;
    }
    for (Store store : stores.get(running)) {
      if (hidden.containsKey(store.where)) {
        store.cell.set(hidden.remove(store.where));
      }
    }
    running = thread;
    for (Store store : stores.get(thread)) {
      hidden.putIfAbsent(store.where, store.cell.get());
      store.cell.set(store.value);
    }
  }
}
