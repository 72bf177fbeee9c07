// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

/**
 * The result of a check of a kernel.
 *
 * @param says all that the check found, or what went wrong with the check
 */
public record Outcome(Kind kind, String says) {

  /** The result in a word. */
  public enum Kind {
    /** The check found nothing. */
    PASSED,
    /** The check found a fault of the kernel. */
    FOUND,
    /** The check did not end, or broke down. That says nothing about the kernel. */
    BROKE
  }
}
