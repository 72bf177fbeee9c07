// SPDX-License-Identifier: Apache-2.0

/**
 * The programs of the course in {@code docs/course}, and the checks of all documents: ladders from
 * a broken program to one that works, each rung explored; and what a chapter says that the reader
 * will see, held against what the checks really print.
 */
package dev.sluice.course;
