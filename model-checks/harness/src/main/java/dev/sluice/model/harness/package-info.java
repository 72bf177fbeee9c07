// SPDX-License-Identifier: Apache-2.0

/**
 * What all checks share. The kernel under test can be another one than was built: a copy with a
 * fault in it, or with counters. Each check takes it as a folder of classes that is first on the
 * class path of a JVM of its own, and says by an exit code what came of it. The registry has the
 * ids of what is checked.
 */
package dev.sluice.model.harness;
