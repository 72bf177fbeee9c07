// SPDX-License-Identifier: Apache-2.0

/**
 * What a user of files needs on top of {@link dev.sluice.kernel}.
 *
 * <h2>Who may call what</h2>
 *
 * <p>Each object here has one owner at a time, and may be passed from thread to thread in any way
 * that orders what the one did before what the other does. A {@link
 * dev.sluice.io.FileChannelWriter} is its flush task's from spawn to shutdown or reclaim, but for
 * {@code check}, which any thread may call. A {@link dev.sluice.io.BufferedFlushWriter} refuses a
 * second thread while a call is running; any thread may ask how far it has come, which it keeps in
 * three volatile fields that its owner alone writes. All other fields are the owner's.
 */
package dev.sluice.io;
