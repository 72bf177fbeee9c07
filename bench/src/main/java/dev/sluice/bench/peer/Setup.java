// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import dev.sluice.kernel.OwnedWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/**
 * The parts of a peer.
 *
 * @param writer the writer, which the peer's thread calls
 * @param spare the second buffer
 * @param threads the factory of the peer's thread
 * @param file for the peers that write a file by themselves; null if there is none
 */
public record Setup(
    OwnedWriter<ByteBuffer> writer, ByteBuffer spare, ThreadFactory threads, Path file) {}
