// SPDX-License-Identifier: Apache-2.0

/**
 * Counters in a copy of the kernel, one at each place where a transition is taken. So a check
 * reports what it visited, and not only what it was written to visit.
 */
package dev.sluice.model.probe;
