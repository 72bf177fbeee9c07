// SPDX-License-Identifier: Apache-2.0

/**
 * The gate. It runs the stress tests in a process of its own, and reads their results back. A build
 * passes only if each planned test gave a result in each configuration, every outcome that was seen
 * is acceptable, and every outcome that a test requires was seen.
 *
 * <p>This is the order of work. {@link dev.sluice.stress.gate.StressGate} makes a {@link
 * dev.sluice.stress.gate.StressPlan}, {@link dev.sluice.stress.gate.HarnessProcess} forks {@link
 * dev.sluice.stress.gate.Harness} under a time-out, {@link dev.sluice.stress.gate.Results} are read
 * from its file, {@link dev.sluice.stress.gate.Judge} makes a {@link
 * dev.sluice.stress.gate.StressVerdict} of each test, and {@link
 * dev.sluice.stress.gate.StressSummary} and {@link dev.sluice.stress.gate.StressReports} say so.
 */
package dev.sluice.stress.gate;
