// SPDX-License-Identifier: Apache-2.0

/**
 * Broken twins of the kernel: one patch for each rule, and the check that must find it.
 *
 * <p>A mutant is killed if the check that it names finds what it says, and by nothing else: a check
 * that breaks down, or finds something else, has not killed it.
 */
package dev.sluice.model.mutant;
