// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import dev.sluice.kernel.OwnedWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/**
 * What a peer is made of.
 *
 * @param writer writes, on the peer's thread
 * @param spare the second buffer
 * @param threads makes the peer's thread
 * @param file for the peers that write a file by themselves; null if there is none
 */
public record Setup(
    OwnedWriter<ByteBuffer> writer, ByteBuffer spare, ThreadFactory threads, Path file) {}
