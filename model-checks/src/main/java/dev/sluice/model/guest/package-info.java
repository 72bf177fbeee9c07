// SPDX-License-Identifier: Apache-2.0

/**
 * The kernel under test, when it is not the one that was built: a copy with a fault in it, or with
 * counters. Each harness takes it as a folder of classes that is first on the class path.
 */
package dev.sluice.model.guest;
