// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;

/**
 * The job of all peers. The caller fills a buffer and hands it over. Another thread writes it, and
 * the caller gets the other one of two buffers, which is written by then. Only one thread at a time
 * may call.
 */
public interface Peer extends AutoCloseable {

  /**
   * Hands over a buffer and returns one that may be filled.
   *
   * @param dirty the buffer
   * @param offset the offset of the buffer in the file
   * @return a buffer that no thread is writing any more
   * @throws Exception what a write of an earlier buffer threw; then this peer cannot be used any
   *     more
   */
  ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception;

  /**
   * Returns when all is written and the thread has ended.
   *
   * @throws Exception what a write threw that was not reported yet
   */
  @Override
  void close() throws Exception;
}
