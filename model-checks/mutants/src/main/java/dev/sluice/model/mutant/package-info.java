// SPDX-License-Identifier: Apache-2.0

/**
 * Broken twins of the kernel. For each rule there is a patch that breaks it, and a check that must
 * find that patch.
 *
 * <p>A mutant is killed only if the check that it names finds what the mutant says. A check that
 * breaks down, or finds something else, has not killed it.
 */
package dev.sluice.model.mutant;
