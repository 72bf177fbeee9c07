// SPDX-License-Identifier: Apache-2.0

/**
 * A short comparison of the kernel with its peers. Each contender has a process of its own, so that
 * none is compiled for what another did; all measure in turn, round by round, so that what the
 * machine does meanwhile hits all alike; and only ratios within a round are reported.
 */
package dev.sluice.bench.compare;
