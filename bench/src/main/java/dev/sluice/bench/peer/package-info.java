// SPDX-License-Identifier: Apache-2.0

/**
 * What a Java user would take instead of the kernel. Each does the same job as the kernel: {@link
 * dev.sluice.bench.peer.Peer}. None of them retries, can be cancelled, or hands out what was not
 * written.
 */
package dev.sluice.bench.peer;
