// SPDX-License-Identifier: Apache-2.0

/**
 * Copies of the kernel under other names, in other projects: makes them, and runs the checks of
 * this project on them.
 *
 * <p>A copy is put back under the kernel's own name, line by line, into a folder that looks like
 * this project. There the checks run as they run here, and find what they are used to find; what
 * they say of a line is then said of the line of the copy.
 */
package dev.sluice.model.vendor;
