// SPDX-License-Identifier: Apache-2.0

/**
 * Runs the real classes under every schedule, by Lincheck's engine: one thread at a time, another
 * one at will before each access to something shared.
 *
 * <p>{@link dev.sluice.model.explore.Search#STOCK} is Lincheck's own search, by number of switches.
 * {@link dev.sluice.model.explore.Search#REDUCED} runs one schedule of all that differ only in the
 * order of independent steps: of those classes of schedules it needs at least one each, and the
 * calibration shows that it takes just one where their number is known. How it goes:
 *
 * <ul>
 *   <li>{@code ReducedSearch}, {@code BlockingSteps} and {@code MonitorSteps} are told by the
 *       engine of each access and note the {@code Footprint} of each {@code Step}; {@code
 *       ReducedStrategy} says which threads can go on, and asks
 *   <li>the {@code Tree} which one does, depth first, with sleep sets; after a run
 *   <li>{@code Reversals} finds the pairs of steps that could have come in the other order, and
 *       what the tree must therefore try;
 *   <li>{@code Races} keeps vector clocks beside it, and names each plain access that nothing
 *       orders against another one.
 * </ul>
 *
 * <p>So a search that has ended, without a race, has covered the scenario under the Java memory
 * model, not only its interleavings (JLS 17.4.5). A write with release is the one access of less
 * than volatile strength that may meet others: it is a step of its own when others see it, as
 * {@code StoreBuffers} says. What it cannot say: anything of machines that are not multi-copy
 * atomic, if there is such a write; anything of another scenario; of a {@code wait} that wakes for
 * no reason; of more spurious returns of {@code park} than one for each thread; of a thread that is
 * started by any but the first one, which is refused; of what a program does when a time-out is
 * over, as time stands still where a scenario asks for that, and a timed {@code wait} is refused
 * where it does not (the stock search lets it be over at once); of the calls that a scenario has
 * ignored.
 *
 * <p>None of this is believed before {@code SelfCheck} has seen it calibrated, and its canaries
 * caught. In a JVM with an AOT cache in use, or with JaCoCo's agent, it does not begin: {@code
 * Ground}.
 */
package dev.sluice.model.explore;
