// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.OptionalLong;

/**
 * Says how to shut down. Source: {@code ShutdownRequest { set_len: Option<u64> }}.
 *
 * @param setLength the length in bytes to set after the last flush; if it is empty, the length is
 *     left alone
 */
public record ShutdownRequest(OptionalLong setLength) {

  /**
   * Checks the length.
   *
   * @param setLength as above
   * @throws IllegalArgumentException if the length is negative
   */
  public ShutdownRequest {
    if (setLength.orElse(0) < 0) {
      throw new IllegalArgumentException("the length to set is negative: " + setLength.getAsLong());
    }
  }

  /**
   * A shutdown that leaves the length alone.
   *
   * @return such a request
   */
  public static ShutdownRequest keepLength() {
    return new ShutdownRequest(OptionalLong.empty());
  }

  /**
   * A shutdown that calls {@link OwnedWriter#setLength} after the last flush.
   *
   * @param length in bytes
   * @return such a request
   * @throws IllegalArgumentException if the length is negative
   */
  public static ShutdownRequest setLength(long length) {
    return new ShutdownRequest(OptionalLong.of(length));
  }
}
