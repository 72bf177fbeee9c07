// SPDX-License-Identifier: Apache-2.0

/**
 * The kernel. A producer fills a buffer, hands it to a background task that writes it, and gets a
 * clean buffer back. Start with {@link dev.sluice.kernel.FlushHandle}.
 *
 * <p>Marks like H3 submit, T16 exit, S2 full, B1 conservation or E3 one owner in the code are
 * transitions and properties. {@code transitions.tsv}, in the folder of the module, lists them. One
 * search for an id finds it in code, tests and checks.
 *
 * <h2>Every mutable field</h2>
 *
 * <p>Each field is volatile, or guarded by a monitor, or its owner hands it over through one that
 * is. So the program has no data race, and every execution is sequentially consistent (JLS 17.4.5),
 * with one exception: others may see the write with release at H4 buffer back late. That is why an
 * exploration of interleavings can speak for the program. "Before" and "after" below mean
 * happens-before.
 *
 * <table>
 * <caption>Who writes, who reads, in which mode, and why that is enough</caption>
 * <thead>
 * <tr><th>field</th><th>written by</th><th>read by</th><th>mode</th><th>why it is enough</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@code HandleState.word}</td><td>any caller</td><td>any caller</td><td>volatile; a
 *     compare-and-set lets a caller in; the caller that is in sets it when it leaves, with release
 *     only where a flush ends well (H4 buffer back)</td><td>the word is the synchronization: each
 *     call is after the call before it, because its compare-and-set acquires the release of that
 *     call</td></tr>
 * <tr><td>{@code FlushHandle.free}, {@code FlushHandle.held}</td><td>the caller that is in</td>
 *     <td>the caller that is in</td><td>plain</td><td>guarded by {@code HandleState.word}</td></tr>
 * <tr><td>{@code HandleState.death}</td><td>the caller that is in, once</td><td>the caller that is
 *     in; a caller that is refused because of it</td><td>plain</td><td>written before the state
 *     becomes DEAD, and never again; a refused caller reads it after it saw that state</td></tr>
 * <tr><td>{@code Flush.buffer}, {@code Flush.offset}</td><td>handle</td><td>handle, task</td>
 *     <td>plain</td><td>the handle writes them before it sends the object, and again after the
 *     object came back or the exit was received; the task only reads. The handle may also read them
 *     while the object is sent: nobody changes them then</td></tr>
 * <tr><td>{@code Flush.written}</td><td>handle, task</td><td>handle</td><td>plain</td>
 *     <td>the handle writes it before it sends the object; the task writes it before it sends the
 *     object back, or its exit; the handle reads it after it received the exit</td></tr>
 * <tr><td>{@code Reply.Exit.error}</td><td>task</td><td>handle</td><td>plain</td><td>written
 *     before the exit is sent; if an Error makes the task write it again, it is the same</td></tr>
 * <tr><td>{@code FlushHandle.watch}, {@code Abandoned.cleanable}</td><td>spawn</td><td>the caller
 *     that is in</td><td>plain</td><td>written before spawn returns the handle</td></tr>
 * <tr><td>{@code Abandoned.ended}, {@code Abandoned.detached}</td><td>the caller that is in</td>
 *     <td>the cleaner's thread</td><td>plain</td><td>read when nobody can reach the handle any
 *     more</td></tr>
 * <tr><td>{@code FlushTask.inHand}, {@code FlushTask.told}</td><td>task</td><td>task</td>
 *     <td>plain</td><td>only the task's thread uses them</td></tr>
 * <tr><td>{@code Rehearsal.done}</td><td>any thread that spawns</td><td>any thread that spawns</td>
 *     <td>volatile</td><td>it only ever becomes true; two threads that both see false both
 *     rehearse, which does no harm</td></tr>
 * <tr><td>{@code FlushOptions.THREADS}, {@code Log.DROPPED}</td><td>any thread</td>
 *     <td>any thread</td><td>atomic</td><td>counters, for thread names and for a log line</td></tr>
 * <tr><td>{@code Log.LINES}, {@code Log.RUNS}</td><td>any thread</td><td>any thread</td><td>a
 *     queue of java.util.concurrent; atomic</td><td>a thread that adds a line looks at RUNS after
 *     that; the thread that logs looks for a line after it set RUNS to false</td></tr>
 * </tbody>
 * </table>
 */
package dev.sluice.kernel;
