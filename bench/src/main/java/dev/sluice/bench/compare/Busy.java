// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

/**
 * A process that keeps all processors busy until it is ended. It stands for the other programs of a
 * machine.
 */
final class Busy {

  private Busy() {}

  /** Starts as many threads as there are processors, and prints a line. */
  public static void main(String[] args) {
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      new Thread(Busy::spin, "busy-" + i).start();
    }
    System.out.println("busy");
  }

  private static void spin() {
    for (; ; ) {
      Thread.onSpinWait();
    }
  }
}
