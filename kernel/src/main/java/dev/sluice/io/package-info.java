// SPDX-License-Identifier: Apache-2.0

/** What a user of files needs on top of {@link dev.sluice.kernel}. */
package dev.sluice.io;
