// SPDX-License-Identifier: Apache-2.0

/**
 * What a Java user would pick instead, each doing the same job as the kernel: {@link
 * dev.sluice.bench.peer.Peer}. None retries, is cancelled, or hands out what was not written.
 */
package dev.sluice.bench.peer;
