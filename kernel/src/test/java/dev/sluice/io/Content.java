// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The model of a file: each byte is a function of a seed and of its offset in the file. */
public final class Content {

  private Content() {}

  /** Returns the byte at an offset. */
  public static byte at(long seed, long offset) {
    long mixed = (seed + (offset >>> 3)) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    return (byte) ((mixed ^ (mixed >>> 29)) >>> (8 * (offset & 7)));
  }

  /** Fills a buffer from position to limit, and leaves both unchanged. */
  public static ByteBuffer fill(ByteBuffer buffer, long seed, long offset) {
    for (int i = 0; i < buffer.remaining(); i++) {
      buffer.put(buffer.position() + i, at(seed, offset + i));
    }
    return buffer;
  }

  public static byte[] bytes(long seed, long offset, int length) {
    return fill(ByteBuffer.allocate(length), seed, offset).array();
  }

  /** Checks that the bytes from position to limit are those that belong at an offset. */
  public static void check(String what, ByteBuffer bytes, long seed, long offset) {
    for (int i = 0; i < bytes.remaining(); i++) {
      byte wanted = at(seed, offset + i);
      if (bytes.get(bytes.position() + i) != wanted) {
        throw new AssertionError(
            what + ": wrong byte at " + (offset + i) + " of the file, " + i + " of the buffer");
      }
    }
  }

  public static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
