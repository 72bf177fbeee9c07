// SPDX-License-Identifier: Apache-2.0

/**
 * The kernel: a producer fills a buffer, hands it to a background task that writes it, and gets a
 * clean one back. Start with {@link dev.sluice.kernel.FlushHandle}.
 *
 * <p>Marks like H3, T16, S2, B1 or E3 in the code are transitions and properties: they are listed
 * in {@code transitions.tsv} beside the tests, and each is searchable in code, tests and checks.
 *
 * <h2>Every mutable field</h2>
 *
 * <p>Each is volatile, or guarded by a monitor, or its owner hands it over through one that is. So
 * the program has no data race, and every execution of it is sequentially consistent (JLS 17.4.5):
 * that is what allows exploration of interleavings to speak for it. "Before" and "after" below are
 * happens-before.
 *
 * <table>
 * <caption>Who writes, who reads, in which mode, and why that is enough</caption>
 * <thead>
 * <tr><th>field</th><th>written by</th><th>read by</th><th>mode</th><th>why it is enough</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@code Slot.word}</td><td>sender, receiver</td><td>sender, receiver</td>
 *     <td>volatile; compare-and-set, or set by the one side that may change it</td>
 *     <td>it is the synchronization: an item is read after it was sent, a place reused after it was
 *     freed</td></tr>
 * <tr><td>{@code Slot.Empty.receiver}</td><td>receiver</td><td>sender</td><td>plain</td>
 *     <td>written before the word becomes this mark; the sender reads it while the word is this mark,
 *     before it changes the word, after which the receiver may write again</td></tr>
 * <tr><td>{@code Slot.Full.item}, {@code Slot.Full.sender}</td><td>sender; the
 *     receiver clears the item</td><td>receiver</td><td>plain</td><td>likewise, but for a receiver
 *     that goes away: it reads both after it changed the word to GONE, from when on the sender never
 *     touches these two</td></tr>
 * <tr><td>{@code Slot.Full.next}</td><td>sender; the receiver clears it</td><td>both</td>
 *     <td>plain</td><td>likewise; the sender reads it after the word has changed, and the receiver
 *     does not touch it then</td></tr>
 * <tr><td>{@code Slot.Closed.item}, {@code Slot.Closed.terminal}</td><td>sender, then
 *     receiver</td><td>receiver</td><td>plain</td><td>the sender writes both before the word becomes
 *     this mark, and nothing after it; the receiver alone takes the item out</td></tr>
 * <tr><td>{@code Slot.Spinner.most}, {@code Slot.Spinner.limit},
 *     {@code Slot.Spinner.yieldPaid}</td><td>its side</td><td>its side</td><td>plain</td>
 *     <td>one thread at a time is a side; a side that moves does so through {@code
 *     FlushHandle.state}</td></tr>
 * <tr><td>{@code FlushHandle.state}</td><td>any caller</td><td>any caller</td>
 *     <td>volatile; compare-and-set into a call, set out of it by the caller that is in, with release
 *     only where a flush ends well (H4)</td>
 *     <td>it is the synchronization: each call is after the one before, whose release the
 *     compare-and-set acquires</td></tr>
 * <tr><td>{@code FlushHandle.free}, {@code FlushHandle.held}</td><td>the caller that is in</td>
 *     <td>the caller that is in</td><td>plain</td><td>guarded by {@code FlushHandle.state}</td></tr>
 * <tr><td>{@code Request.Flush.buffer}, {@code Request.Flush.offset}</td><td>handle</td>
 *     <td>handle, task</td><td>plain</td><td>written before it is sent, and next after it came
 *     back; the task only reads</td></tr>
 * <tr><td>{@code Reply.Exit.error}, {@code Reply.Exit.inHand}, {@code Reply.Exit.pending}</td>
 *     <td>task</td><td>handle</td><td>plain</td><td>written before it is sent, once</td></tr>
 * <tr><td>{@code FlushTask.inHand}</td><td>task</td><td>task</td><td>plain</td>
 *     <td>one thread</td></tr>
 * <tr><td>{@code CancellationToken.cancelled}</td><td>any thread</td><td>any thread</td>
 *     <td>volatile; written within the token's monitor</td><td>it only ever becomes true; the monitor
 *     orders it against the start of a pause</td></tr>
 * <tr><td>{@code Gate.guards}, {@code Gate.closing}, {@code Gate.Guard.released}, {@code Gate.Guard.owned}</td>
 *     <td>any thread</td><td>any thread</td><td>plain</td><td>guarded by the gate's monitor</td></tr>
 * <tr><td>{@code FlushOptions.THREADS}</td><td>any thread</td><td>any thread</td><td>atomic</td>
 *     <td>a counter for names</td></tr>
 * </tbody>
 * </table>
 */
package dev.sluice.kernel;
