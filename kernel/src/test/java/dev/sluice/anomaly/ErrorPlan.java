// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

/**
 * What is thrown, how it goes on, and what a sweep varies with it.
 *
 * @param mode a mode of the probes, by its name
 * @param direct whether the buffers are off the heap
 * @param moves whether another thread goes on, when the one whose call it was has ended
 */
record ErrorPlan(String mode, boolean direct, boolean moves) {

  @Override
  public String toString() {
    return mode + (direct ? ", direct" : ", heap") + (moves ? ", another thread goes on" : "");
  }
}
