// SPDX-License-Identifier: Apache-2.0

/**
 * The code that all checks share. The kernel under test need not be the kernel of the build: it may
 * be a copy with a fault, or with counters. Each check runs in a JVM of its own, where the folder
 * of the kernel's classes is first on the class path. The exit code says what the result is. The
 * registry has the ids of what is checked.
 */
package dev.sluice.model.harness;
