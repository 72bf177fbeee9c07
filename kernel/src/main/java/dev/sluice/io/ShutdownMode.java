// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

/**
 * What {@link BufferedFlushWriter#shutdown} does with the tail and with the length of the file. The
 * tail is the accepted bytes that do not fill a buffer. The file may be an older, longer one.
 * Whether the length is set does not depend on how long the tail is.
 *
 * <p>Source: {@code BufferedWriterShutdownMode}.
 */
public sealed interface ShutdownMode {

  /**
   * Leaves the tail out. The length is not set: an older, longer file keeps the bytes behind.
   *
   * @return that mode
   */
  static ShutdownMode dropTail() {
    return new DropTail();
  }

  /**
   * Writes the tail, and zeroes after it up to a multiple of some bytes. An empty tail is left
   * alone. The length is not set: an older, longer file keeps the bytes behind.
   *
   * @param multiple in bytes, positive
   * @return that mode
   * @throws IllegalArgumentException if the multiple is not positive
   */
  static ShutdownMode zeroPad(int multiple) {
    return new ZeroPad(multiple);
  }

  /**
   * Writes the tail, and zeroes after it up to the alignment. Then sets the length by {@link
   * dev.sluice.kernel.OwnedWriter#setLength} to what was accepted, without the zeroes. So an older,
   * longer file ends there too.
   *
   * @return that mode
   */
  static ShutdownMode padThenSetLength() {
    return new PadThenSetLength();
  }

  /**
   * Returns how many bytes of the last buffer are written.
   *
   * @param tail how many bytes there are
   * @param alignment of the writer
   * @return in bytes, padding included
   */
  long written(int tail, int alignment);

  /**
   * Returns how many of these stay in the file.
   *
   * @param tail how many bytes there are
   * @param alignment of the writer
   * @return in bytes, without padding that is cut off
   */
  default long kept(int tail, int alignment) {
    return written(tail, alignment);
  }

  /**
   * Tells whether the length is set to the end of what is kept.
   *
   * @return true if so
   */
  default boolean setsLength() {
    return false;
  }

  private static long padded(int tail, int multiple) {
    return (tail + multiple - 1L) / multiple * multiple;
  }

  /** See {@link ShutdownMode#dropTail}. */
  record DropTail() implements ShutdownMode {

    @Override
    public long written(int tail, int alignment) {
      return 0;
    }
  }

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

    @Override
    public long written(int tail, int alignment) {
      return padded(tail, multiple);
    }
  }

  /** See {@link ShutdownMode#padThenSetLength}. */
  record PadThenSetLength() implements ShutdownMode {

    @Override
    public long written(int tail, int alignment) {
      return padded(tail, alignment);
    }

    @Override
    public long kept(int tail, int alignment) {
      return tail;
    }

    @Override
    public boolean setsLength() {
      return true;
    }
  }
}
