// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.IdentityHashMap;
import java.util.Map;

/** Which thread holds which monitor, and how often it entered it. */
final class Holds {

  private record Hold(int thread, int times) {}

  private final Map<Object, Hold> holds = new IdentityHashMap<>();

  void clear() {
    holds.clear();
  }

  /** Whether a thread could enter now. */
  boolean canEnter(int thread, Object monitor) {
    Hold hold = holds.get(monitor);
    return hold == null || hold.thread == thread;
  }

  /** Whether a thread is inside. */
  boolean isInside(int thread, Object monitor) {
    return holds.containsKey(monitor) && canEnter(thread, monitor);
  }

  /** One entry more. */
  void enter(int thread, Object monitor, int times) {
    holds.merge(monitor, new Hold(thread, times), (a, b) -> new Hold(thread, a.times + b.times));
  }

  /** One entry fewer; true if it was the last. */
  boolean leave(Object monitor) {
    return holds.computeIfPresent(
            monitor, (m, h) -> h.times == 1 ? null : new Hold(h.thread, h.times - 1))
        == null;
  }

  /** All entries at once, for a wait: how many there were. */
  int leaveAll(Object monitor) {
    return holds.remove(monitor).times;
  }
}
