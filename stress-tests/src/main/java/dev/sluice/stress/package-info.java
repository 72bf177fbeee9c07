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
 * <p>Each sample is a new slot, gate or handle; two actors meet on it once, some hundred thousand
 * times a second. The task of a handle is run by an actor ({@link dev.sluice.stress.StressRig}), so
 * that its two sides meet as often. A third actor is there only where two cannot show the race. An
 * actor that sleeps through its wake-up is found by {@link dev.sluice.stress.Race}, and becomes an
 * outcome.
 *
 * <p>An outcome proves transitions ({@link dev.sluice.stress.gate.Visits}); they count as visited
 * if it was seen. A word like PARKED in an outcome is what one actor saw of another just before its
 * own step, so RUNNING says less than PARKED does.
 *
 * <p>What this cannot see: x86-64 hides most reorderings, so a missing volatile shows on aarch64 if
 * at all; and a sample is not a proof. The model checks are for that.
 *
 * <p>All tests: {@code mvn verify -pl stress-tests -am}. Some: add {@code -Dstress.tests=S03,S1},
 * names or regular expressions, each of which must match. More: {@code -Dlevel=nightly}, or {@code
 * -Dlevel=soak -Dsoak.minutes=600}. Another kernel: {@code -Dkernel=} a directory of classes. In
 * parts: {@code -Dshard=1/3}; the parts together: {@code -Dstress.command="merge DIR1 DIR2 DIR3"},
 * each the {@code target/stress} of one part.
 */
package dev.sluice.stress;
