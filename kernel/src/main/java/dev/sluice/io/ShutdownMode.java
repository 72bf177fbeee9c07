// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

/**
 * What {@link BufferedFlushWriter#shutdown} does with the tail: bytes written to it that do not
 * fill a buffer.
 *
 * <p>Source: {@code BufferedWriterShutdownMode}.
 */
public sealed interface ShutdownMode {

  /**
   * Leaves the tail out.
   *
   * @return that mode
   */
  static ShutdownMode dropTail() {
    return new DropTail();
  }

  /**
   * Writes the tail with zeroes after it, up to a multiple of some bytes. An empty tail is left
   * alone.
   *
   * @param multiple in bytes, positive
   * @return that mode
   * @throws IllegalArgumentException if the multiple is not positive
   */
  static ShutdownMode zeroPad(int multiple) {
    return new ZeroPad(multiple);
  }

  /**
   * Writes the tail with zeroes after it, up to the alignment, then cuts the zeroes off by {@link
   * dev.sluice.kernel.OwnedWriter#setLength}; if there are no zeroes the length is not set.
   *
   * @return that mode
   */
  static ShutdownMode padThenSetLength() {
    return new PadThenSetLength();
  }

  /** See {@link ShutdownMode#dropTail}. */
  record DropTail() implements ShutdownMode {}

  /**
   * See {@link ShutdownMode#zeroPad}.
   *
   * @param multiple in bytes
   */
  record ZeroPad(int multiple) implements ShutdownMode {

    /**
     * Checks the multiple.
     *
     * @param multiple in bytes
     */
    public ZeroPad {
      if (multiple <= 0) {
        throw new IllegalArgumentException("the multiple to pad to is not positive: " + multiple);
      }
    }
  }

  /** See {@link ShutdownMode#padThenSetLength}. */
  record PadThenSetLength() implements ShutdownMode {}
}
