// SPDX-License-Identifier: Apache-2.0

/**
 * Lincheck's public API on the same classes: a second look, by its own search and verifier, which
 * shares nothing with the explorer but the instrumentation, and outlives its versions.
 */
package dev.sluice.model.lincheck;
