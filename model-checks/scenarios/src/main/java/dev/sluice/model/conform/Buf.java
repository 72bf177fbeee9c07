// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

/**
 * A buffer that holds one number: the offset that it was last filled for, 0 at first. The field is
 * plain on purpose: the kernel hands buffers over, or a reader sees something else in it.
 */
public final class Buf {
  long holds;

  /** Never submitted. */
  public Buf() {}

  /** How events name it: by what it holds. */
  String text() {
    return "#" + holds;
  }
}
