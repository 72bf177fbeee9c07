// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;

/**
 * The job: the caller fills a buffer and hands it over, another thread writes it, and the caller
 * gets the other one of two buffers, which is written by then. One thread at a time calls.
 */
public interface Peer extends AutoCloseable {

  /**
   * Hands over a buffer and returns one that may be filled.
   *
   * @param dirty the buffer
   * @param offset where it belongs
   * @return a buffer that nothing writes any more
   * @throws Exception what a write of an earlier buffer threw; this peer is of no further use then
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
