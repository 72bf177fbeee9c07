// SPDX-License-Identifier: Apache-2.0

/**
 * Runs TLC, the model checker of TLA+, over the specs in {@code src/main/tla}, and judges the
 * results. TLC keeps global state and may end its JVM at any point, so each run has a JVM of its
 * own.
 */
package dev.sluice.model.tlc;
