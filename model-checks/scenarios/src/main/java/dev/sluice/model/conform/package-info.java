// SPDX-License-Identifier: Apache-2.0

/**
 * The bridge: what the real classes do, held against the states that TLC found for the spec.
 *
 * <p>A run of the real kernel leaves a {@link dev.sluice.model.conform.Trace}: for each thread the
 * sequence of its events, recorded through public seams alone ({@link
 * dev.sluice.model.conform.TraceRig}). {@code events.tsv} says which action of {@code FlushKernel}
 * shows itself by which events, and which is internal. The {@link dev.sluice.model.conform.Oracle}
 * accepts a trace if some interleaving of its sequences, with internal actions in between, is a
 * path of the graph of states from an initial one.
 *
 * <p>No two threads share a list, and nothing is synchronized to record: what a run could do
 * without the recording it can do with it. So nothing is known of the order of events of two
 * threads but what the spec says about it.
 */
package dev.sluice.model.conform;
