// SPDX-License-Identifier: Apache-2.0

/**
 * What threads meet at: a slot with one place, a gate that waits for all to leave, a token that
 * cancels. None of it knows of buffers or files. Source: {@code utils::sync}.
 *
 * <h2>Every mutable field</h2>
 *
 * <p>As in the table of {@code dev.sluice.kernel}: "before" and "after" are happens-before.
 *
 * <table>
 * <caption>Who writes, who reads, in which mode, and why that is enough</caption>
 * <thead>
 * <tr><th>field</th><th>written by</th><th>read by</th><th>mode</th><th>why it is enough</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@code Slot.word}</td><td>sender, receiver</td><td>sender, receiver</td>
 *     <td>volatile; compare-and-set, or one exchange</td>
 *     <td>it is the synchronization: an item is read after it was sent, a place reused after it was
 *     freed</td></tr>
 * <tr><td>{@code Slot.Empty.receiver}</td><td>receiver</td><td>sender</td><td>plain</td>
 *     <td>written before the word becomes this mark; the sender reads it while the word is this mark,
 *     before it changes the word, after which the receiver may write again</td></tr>
 * <tr><td>{@code Slot.Full.item}, {@code Slot.Full.sender}</td><td>sender</td><td>receiver; for
 *     the item also a sender that closes</td>
 *     <td>plain</td><td>likewise; and a receiver that goes away reads both after it changed the word
 *     to GONE, from when on the sender touches neither</td></tr>
 * <tr><td>{@code Slot.Full.next}</td><td>sender</td><td>receiver; sender that closes</td>
 *     <td>plain</td><td>the receiver reads it while the word is this mark, before it changes the
 *     word; the sender clears it after that</td></tr>
 * <tr><td>{@code Slot.Full.put}</td><td>sender, receiver</td><td>sender</td><td>plain</td>
 *     <td>the sender sets it to false before the word becomes this mark; the receiver writes it
 *     before it changes the word, and the sender reads it after it saw that change</td></tr>
 * <tr><td>{@code Slot.Closed.item}, {@code Slot.Closed.next}</td><td>sender, then receiver</td>
 *     <td>receiver</td><td>plain</td><td>the sender writes both before the word becomes this mark,
 *     and nothing after it; the receiver alone takes the items out</td></tr>
 * <tr><td>{@code Slot.Closed.terminal}</td><td>sender</td><td>receiver</td><td>plain</td>
 *     <td>written before the word becomes this mark, once</td></tr>
 * <tr><td>{@code Slot.empty}, {@code Slot.receiverWakes}</td><td>receiver</td><td>receiver</td>
 *     <td>plain</td><td>one thread at a time is a side; a side that moves does so through {@code
 *     HandleState.word}. The collector's thread is the handle's side after the handle was found
 *     unreachable (H23 abandoned), so after each call of it</td></tr>
 * <tr><td>{@code Slot.senderWakes}</td><td>sender</td><td>sender</td><td>plain</td>
 *     <td>likewise</td></tr>
 * <tr><td>{@code Spinner.most}, {@code Spinner.limit}, {@code Spinner.yieldPaid}</td>
 *     <td>its side</td><td>its side</td><td>plain</td><td>likewise</td></tr>
 * <tr><td>{@code CancellationToken.cancelled}</td><td>any thread</td><td>any thread</td>
 *     <td>volatile; written within the token's monitor</td><td>it only ever becomes true; the monitor
 *     orders it against the start of a pause</td></tr>
 * <tr><td>{@code Gate.first}, {@code Gate.closing}, {@code Gate.Guard.previous},
 *     {@code Gate.Guard.next}, {@code Gate.Guard.inside},
 *     {@code Gate.Guard.released}</td><td>any thread</td><td>any thread</td>
 *     <td>plain</td><td>guarded by the gate's monitor</td></tr>
 * </tbody>
 * </table>
 */
package dev.sluice.sync;
