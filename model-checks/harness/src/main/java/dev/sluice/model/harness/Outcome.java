// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

/**
 * What came of a check of a kernel.
 *
 * @param says all that it found, or what went wrong with it
 */
public record Outcome(Kind kind, String says) {

  /** In a word. */
  public enum Kind {
    /** It found nothing. */
    PASSED,
    /** It found something: that the kernel is at fault. */
    FOUND,
    /** It did not come to an end, or broke down: that says nothing of the kernel. */
    BROKE
  }
}
