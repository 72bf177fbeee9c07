// SPDX-License-Identifier: Apache-2.0

/**
 * The races of the kernel under JCStress, as a course: read the classes by their numbers.
 *
 * <ul>
 *   <li>S01 to S11: the slot. Publication, parking on either side, closing on either side.
 *   <li>S12 and S13: the token. S14 to S17: the gate.
 *   <li>S18 to S22: a flush, and what it may meet. S23 to S26: cancellation. S27 to S29 and S39:
 *       the end of a handle without a shutdown, and what is reclaimed. S30 to S34: two threads in
 *       one handle. S35 to S37: what holds once the outcome is known. S38: interrupts. S40 to S46:
 *       close, detach and reclaim, and what they may meet. S47: a spawn, and its gate.
 * </ul>
 *
 * <p>Each sample is a new slot, gate or handle, on which two actors meet once. There are about a
 * hundred thousand samples a second. An actor runs the task of a handle ({@link
 * dev.sluice.stress.StressRig}), so that the two sides of a handle meet as often. A third actor is
 * there only where two cannot show the race. {@link dev.sluice.stress.Race} finds an actor that
 * missed its wake-up, and makes that an outcome.
 *
 * <p>An outcome proves transitions ({@link dev.sluice.stress.gate.Visits}). They count as visited
 * if the outcome was seen. A word like PARKED in an outcome is the state of another actor, which an
 * actor saw just before its own step. So RUNNING says less than PARKED does.
 *
 * <p>These tests do not see everything. x86-64 hides most reorderings, so a missing volatile shows
 * only on aarch64, if at all. A sample is not a proof: the model checks are for that.
 *
 * <p>{@code mvn verify -pl stress-tests -am} runs all tests. These options change that:
 *
 * <ul>
 *   <li>{@code -Dstress.tests=S03,S1} runs some: names or regular expressions, each of which must
 *       match.
 *   <li>{@code -Dlevel=nightly}, or {@code -Dlevel=soak -Dsoak.minutes=600}, runs them for longer.
 *   <li>{@code -Dkernel=} and a directory of classes tests another kernel.
 *   <li>{@code -Dshard=1/3} runs a part. {@code -Dstress.command="merge DIR1 DIR2 DIR3"} judges the
 *       parts together. Each directory is the {@code target/stress} of one part.
 * </ul>
 */
package dev.sluice.stress;
