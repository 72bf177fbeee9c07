// SPDX-License-Identifier: Apache-2.0

/**
 * The bridge: it compares what the real classes do with the states that TLC found for the spec.
 *
 * <p>A run of the real kernel leaves a {@link dev.sluice.model.conform.Trace}: for each thread the
 * sequence of its events, recorded only through public seams ({@link
 * dev.sluice.model.conform.TraceRig}). {@code events.tsv} says which action of {@code FlushKernel}
 * shows itself by which events, and which is internal. The {@link dev.sluice.model.conform.Oracle}
 * accepts a trace if some interleaving of its sequences, with internal actions in between, is a
 * path of the graph of states from an initial one.
 *
 * <p>No two threads share a list, and nothing is synchronized to record, so a run can do all that
 * it could do without the recording. So nothing is known about the order of events of two threads
 * except what the spec says.
 */
package dev.sluice.model.conform;
