// SPDX-License-Identifier: Apache-2.0

/**
 * A short comparison of the kernel with its peers. Each contender has a process of its own, so that
 * the compiler's work for one does not affect another. All measure in turn, round by round, so that
 * other work of the machine affects all alike. Only ratios within a round are reported.
 */
package dev.sluice.bench.compare;
