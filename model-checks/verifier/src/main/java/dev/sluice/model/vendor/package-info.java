// SPDX-License-Identifier: Apache-2.0

/**
 * Copies of the kernel under other names, in other projects. This package makes them, and runs the
 * checks of this project on them.
 *
 * <p>A copy is put back under the kernel's own name, line by line, into a folder that looks like
 * this project. There the checks run as they do here, and find the same faults. What they say about
 * a line is then said about the line of the copy.
 */
package dev.sluice.model.vendor;
