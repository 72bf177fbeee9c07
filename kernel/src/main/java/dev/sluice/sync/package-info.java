// SPDX-License-Identifier: Apache-2.0

/**
 * The objects that threads meet at: a slot with one place, a gate that waits until all have left,
 * and a token that cancels. None of them knows of buffers or files. Source: {@code utils::sync}.
 *
 * <h2>Every mutable field</h2>
 *
 * <p>As in the table of {@code dev.sluice.kernel}, "before" and "after" mean happens-before.
 *
 * <table>
 * <caption>Who writes, who reads, in which mode, and why that is enough</caption>
 * <thead>
 * <tr><th>field</th><th>written by</th><th>read by</th><th>mode</th><th>why it is enough</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@code Slot.word}</td><td>sender, receiver</td><td>sender, receiver</td>
 *     <td>volatile; compare-and-set, or one exchange</td>
 *     <td>the word is the synchronization: an item is read after it was sent, and a place is reused
 *     after it was freed</td></tr>
 * <tr><td>{@code Slot.Empty.receiver}</td><td>receiver</td><td>sender</td><td>plain</td>
 *     <td>the receiver writes it before the word becomes this mark; the sender reads it while the
 *     word is this mark, before it changes the word; then the receiver may write it again</td></tr>
 * <tr><td>{@code Slot.Full.item}, {@code Slot.Full.sender}</td><td>sender</td><td>receiver; for
 *     the item also a sender that closes</td>
 *     <td>plain</td><td>likewise; a receiver that closes reads both after it changed the word to
 *     GONE, and after that change the sender touches neither</td></tr>
 * <tr><td>{@code Slot.Full.next}</td><td>sender</td><td>receiver; sender that closes</td>
 *     <td>plain</td><td>the receiver reads it while the word is this mark, before it changes the
 *     word; the sender clears it after that</td></tr>
 * <tr><td>{@code Slot.Full.put}</td><td>sender, receiver</td><td>sender</td><td>plain</td>
 *     <td>the sender sets it to false before the word becomes this mark; the receiver writes it
 *     before it changes the word, and the sender reads it after it saw that change</td></tr>
 * <tr><td>{@code Slot.Closed.item}, {@code Slot.Closed.next}</td><td>sender, then receiver</td>
 *     <td>receiver</td><td>plain</td><td>the sender writes both before the word becomes this mark,
 *     and nothing after that; only the receiver takes the items out</td></tr>
 * <tr><td>{@code Slot.Closed.terminal}</td><td>sender</td><td>receiver</td><td>plain</td>
 *     <td>the sender writes it once, before the word becomes this mark</td></tr>
 * <tr><td>{@code Slot.empty}, {@code Slot.receiverWakes}</td><td>receiver</td><td>receiver</td>
 *     <td>plain</td><td>one thread at a time acts for a side; a side moves to another thread
 *     through {@code HandleState.word}. The cleaner's thread acts for the handle's side when the
 *     handle was unreachable (H23 abandoned), which is after each call of the handle</td></tr>
 * <tr><td>{@code Slot.senderWakes}</td><td>sender</td><td>sender</td><td>plain</td>
 *     <td>likewise</td></tr>
 * <tr><td>{@code Spinner.most}, {@code Spinner.limit}, {@code Spinner.yieldPaid}</td>
 *     <td>its side</td><td>its side</td><td>plain</td><td>likewise</td></tr>
 * <tr><td>{@code CancellationToken.cancelled}</td><td>any thread</td><td>any thread</td>
 *     <td>volatile; written within the token's monitor</td><td>it only ever becomes true; the
 *     monitor orders it against the start of a pause</td></tr>
 * <tr><td>{@code Gate.first}, {@code Gate.closing}, {@code Gate.Guard.previous},
 *     {@code Gate.Guard.next}, {@code Gate.Guard.inside},
 *     {@code Gate.Guard.released}</td><td>any thread</td><td>any thread</td>
 *     <td>plain</td><td>guarded by the gate's monitor</td></tr>
 * </tbody>
 * </table>
 */
package dev.sluice.sync;
