// SPDX-License-Identifier: Apache-2.0

/**
 * Lincheck's public API on the same classes. It is a second look, by another search and verifier.
 * It shares only the instrumentation with the explorer, and does not depend on the explorer's
 * version.
 */
package dev.sluice.model.lincheck;
