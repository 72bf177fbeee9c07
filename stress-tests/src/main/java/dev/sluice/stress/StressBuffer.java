// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

/**
 * A buffer of four plain fields, so that only the hand-over orders them. A field that is read too
 * early shows, because the fields do not agree (B5).
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

  /** Returns the value that the buffer was filled with; -1 if the fields do not agree. */
  int value() {
    int value = a;
    return value == b && value == c && value == d ? value : -1;
  }
}
