// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

/**
 * Which error is thrown, how long it lasts, and what else a sweep varies.
 *
 * @param mode a mode of the probes, by its name
 * @param direct whether the buffers are off the heap
 * @param moves whether another thread goes on, when the thread of the call has ended
 */
record ErrorPlan(String mode, boolean direct, boolean moves) {

  @Override
  public String toString() {
    return mode + (direct ? ", direct" : ", heap") + (moves ? ", another thread goes on" : "");
  }
}
