// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

/**
 * A buffer of four plain fields, so that nothing but the hand-over orders them: one read too early
 * shows as a sum that was never written (B5).
 */
final class StressBuffer {
  private int a;
  private int b;
  private int c;
  private int d;

  StressBuffer() {}

  StressBuffer(int value) {
    fill(value);
  }

  StressBuffer fill(int value) {
    a = value;
    b = value;
    c = value;
    d = value;
    return this;
  }

  /** The value that it was filled with; -1 if the fields do not agree. */
  int value() {
    int value = a;
    return value == b && value == c && value == d ? value : -1;
  }
}
