// SPDX-License-Identifier: Apache-2.0

/**
 * What a user of files needs on top of {@link dev.sluice.kernel}.
 *
 * <h2>Who may call what</h2>
 *
 * <p>Each object here has one owner at a time. It may be passed to another thread in any way that
 * orders what the first thread did before what the other does. A flush task owns its {@link
 * dev.sluice.io.FileChannelWriter} from spawn to shutdown or reclaim; only {@code check} may be
 * called by any thread. A {@link dev.sluice.io.BufferedFlushWriter} refuses a second thread while a
 * call is running. Any thread may ask how far it has come. That is in three volatile fields, which
 * only its owner writes. All other fields are the owner's.
 */
package dev.sluice.io;
