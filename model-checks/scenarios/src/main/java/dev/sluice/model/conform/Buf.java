// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

/**
 * A buffer that holds one number: the offset that it was last filled for, 0 at first. The field is
 * plain on purpose: if the kernel does not hand a buffer over well, a reader sees something else in
 * it.
 */
public final class Buf {
  long holds;

  /** Makes a buffer that was never submitted. */
  public Buf() {}

  /** Returns the name of this buffer in events, which is what it holds. */
  String text() {
    return "#" + holds;
  }
}
