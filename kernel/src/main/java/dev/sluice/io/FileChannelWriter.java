// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.kernel.OwnedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/**
 * Writes buffers, from position to limit, to a file.
 *
 * <p>Writing is positional: the channel's own position is neither used nor moved. Nothing is forced
 * to the device: call {@link FileChannel#force} on {@link #channel} after the shutdown. A file
 * opened or wrapped for appending will not do, as such a channel ignores offsets.
 *
 * <p>While a flush task owns the writer no other thread may use it. An interrupt of the thread that
 * is in {@link #writeAllAt} closes the channel for good: that is what {@link FileChannel} does. The
 * kernel never interrupts its task.
 */
public final class FileChannelWriter implements OwnedWriter<ByteBuffer>, Closeable {

  private final FileChannel channel;

  private FileChannelWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @param options as for {@link FileChannel#open(Path, OpenOption...)}, {@code WRITE} among them;
   *     no options: write, and create if need be
   * @return a writer, to be closed by the caller in the end
   * @throws IOException if the file cannot be opened
   * @throws IllegalArgumentException for {@code APPEND}
   */
  public static FileChannelWriter open(Path path, OpenOption... options) throws IOException {
    if (List.of(options).contains(StandardOpenOption.APPEND)) {
      throw new IllegalArgumentException("a file opened for appending ignores offsets: " + path);
    }
    return new FileChannelWriter(
        options.length == 0
            ? FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
            : FileChannel.open(path, options));
  }

  /**
   * Wraps a channel that is open for writing, and not for appending.
   *
   * @param channel the writer's from now on
   * @return a writer; to close it is to close the channel
   */
  public static FileChannelWriter wrap(FileChannel channel) {
    return new FileChannelWriter(Objects.requireNonNull(channel, "channel"));
  }

  /**
   * The channel, for its owner: to force what was written, above all.
   *
   * @return the channel
   */
  public FileChannel channel() {
    return channel;
  }

  /**
   * Refuses a read-only buffer, which would come back from a flush and could not be filled, and one
   * that reaches beyond the largest offset.
   */
  @Override
  public void check(ByteBuffer buffer, long offset) {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException(
          "read-only buffer: buffers circulate, and this one could not be filled again");
    }
    if (offset > Long.MAX_VALUE - buffer.remaining()) {
      throw new IllegalArgumentException(
          "offset "
              + offset
              + " plus "
              + buffer.remaining()
              + " bytes is beyond the largest offset");
    }
  }

  /** {@inheritDoc} A partial write is completed; position and limit are left as they were found. */
  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    int start = buffer.position();
    try {
      while (buffer.hasRemaining()) {
        long at = offset + buffer.position() - start;
        if (channel.write(buffer, at) <= 0) {
          throw new IOException("nothing was written at offset " + at); // else this could spin
        }
      }
    } finally {
      buffer.position(start);
    }
  }

  /** {@inheritDoc} Bytes between the old end and a longer one read as zero. */
  @Override
  public void setLength(long length) throws IOException {
    if (length > channel.size()) {
      writeAllAt(ByteBuffer.allocate(1), length - 1); // a channel has no other way to grow a file
    } else {
      channel.truncate(length);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
