// SPDX-License-Identifier: Apache-2.0

/**
 * Runs TLC, the model checker of TLA+, over the specs in {@code src/main/tla}, and judges what it
 * says. TLC keeps global state and ends its JVM where it likes, so each run is a JVM of its own.
 */
package dev.sluice.model.tlc;
