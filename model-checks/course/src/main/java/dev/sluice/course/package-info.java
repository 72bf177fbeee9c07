// SPDX-License-Identifier: Apache-2.0

/**
 * The programs of the course in {@code docs/course}, and the checks of all documents. A ladder
 * leads from a broken program to one that works, and each rung is explored. The output that a
 * chapter shows is compared with the output of the checks.
 */
package dev.sluice.course;
