// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.kernel.OwnedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes buffers, from position to limit, to a file.
 *
 * <p>Writing is positional: the channel's own position is neither used nor moved. Nothing is forced
 * to the device: call {@link FileChannel#force} on {@link #channel} after the shutdown. The channel
 * must not be open for appending, because such a channel ignores offsets.
 *
 * <p>A {@code force} that fails is final, whatever a later one says. If Linux could not write bytes
 * to the device, it says so to each channel that was open then, but not for long. A later {@code
 * force} of the same channel returns, though the bytes are missing. So does a {@code force} of a
 * channel that was opened later. {@link #close} never says so. The reason may be "No space left on
 * device", of a device below a file system that has space (seen on Linux 6.18, ext4 on a loop
 * device; the source is fsync(2) on Linux 4.13 and later).
 *
 * <p>Use direct buffers. For each write the JDK copies a heap buffer to memory off the heap. It
 * keeps that memory for the thread that writes until the thread ends; for a virtual thread, until
 * its carrier ends. So heap buffers of 64 MiB cost their task 64 MiB more. On JDK 17 that memory
 * counts against {@code -XX:MaxDirectMemorySize}. If the limit is lower, the task ends with {@code
 * Died}, by an {@link OutOfMemoryError}. Since JDK 24 (JDK-8344882) no limit and no bean of the JVM
 * counts that memory, and only the resident size shows it (measured on 17.0.15 and 25.0.3).
 *
 * <p>For direct I/O pass {@code com.sun.nio.file.ExtendedOpenOption.DIRECT}, which is in the module
 * {@code jdk.unsupported}, and an alignment: the block size of the file's store, or a multiple. The
 * JDK requires that even if the device would accept less. Get buffers from {@link #alignedBuffer}.
 * Alignment is checked when a buffer is submitted, on every system and also without {@code DIRECT}.
 * So a system that accepts any alignment finds the bug too, and no system finds it only in the
 * flush task, which would retry for ever. If there is an alignment, a heap buffer is refused: on
 * JDK 25 a direct write of a heap buffer loses the memory of a copy for good.
 *
 * <p>While a flush task owns the writer, no other thread may use it. An interrupt of the thread
 * that is in {@link #writeAllAt} closes the channel for good, as {@link FileChannel} says. The
 * kernel never interrupts its task.
 */
public final class FileChannelWriter implements OwnedWriter<ByteBuffer>, Closeable {

  private final FileChannel channel;
  private final int alignment;
  private final String name;

  private FileChannelWriter(FileChannel channel, int alignment, String name) {
    this.channel = channel;
    this.alignment = alignment;
    this.name = name;
  }

  /**
   * Opens a file for buffers of any alignment.
   *
   * @param path the file
   * @param options as for {@link FileChannel#open(Path, OpenOption...)}; {@code WRITE} is added.
   *     Without options the file is created, or emptied if it exists, as by {@link
   *     java.nio.file.Files#newOutputStream}. {@code CREATE} alone keeps the contents
   * @return a writer, which the caller must close in the end
   * @throws IOException if the file cannot be opened
   * @throws IllegalArgumentException for {@code APPEND}, and for {@code DIRECT}
   */
  public static FileChannelWriter open(Path path, OpenOption... options) throws IOException {
    if (isDirect(options)) {
      throw new IllegalArgumentException("direct I/O needs an alignment: " + path);
    }
    return open(path, 1, options);
  }

  /**
   * Opens a file for aligned buffers only, for direct I/O if {@code DIRECT} is among the options.
   *
   * @param path the file
   * @param alignment in bytes, a power of two: offset, length and address of each buffer must be
   *     multiples of it; 1 for none
   * @param options as above
   * @return a writer, which the caller must close in the end
   * @throws IOException if the file cannot be opened
   * @throws IllegalArgumentException for {@code APPEND}, for an alignment that is not as said, and
   *     for {@code DIRECT} if it is not a multiple of the block size of the file's store
   */
  public static FileChannelWriter open(Path path, int alignment, OpenOption... options)
      throws IOException {
    requirePowerOfTwo(alignment);
    if (List.of(options).contains(StandardOpenOption.APPEND)) {
      throw new IllegalArgumentException("a file opened for appending ignores offsets: " + path);
    }
    if (isDirect(options)) { // before it opens: a refused file must not be made or emptied
      Path there = Files.exists(path) ? path : path.toAbsolutePath().getParent();
      long block = Files.getFileStore(there).getBlockSize();
      if (alignment % block != 0) {
        throw new IllegalArgumentException(
            ("direct I/O needs a multiple of the block size of the file's store, which is " + block)
                + (" bytes: the alignment is " + alignment + ": " + path));
      }
    }
    Set<OpenOption> all = new HashSet<>(List.of(options));
    if (all.isEmpty()) {
      all.add(StandardOpenOption.CREATE);
      all.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    all.add(StandardOpenOption.WRITE);
    return new FileChannelWriter(FileChannel.open(path, all), alignment, path.toString());
  }

  /**
   * Wraps a channel that is open for writing, and not for appending or direct I/O.
   *
   * @param channel the writer's from now on
   * @return a writer, which closes the channel when it is closed
   */
  public static FileChannelWriter wrap(FileChannel channel) {
    return new FileChannelWriter(channel, 1, Objects.requireNonNull(channel, "channel").toString());
  }

  /**
   * Returns a new direct buffer whose address and capacity are aligned.
   *
   * @param capacity in bytes, a multiple of the alignment, not negative
   * @param alignment in bytes, a power of two
   * @return a new buffer
   * @throws IllegalArgumentException if capacity or alignment are not as said
   */
  public static ByteBuffer alignedBuffer(int capacity, int alignment) {
    requirePowerOfTwo(alignment);
    if (capacity % alignment != 0) {
      throw new IllegalArgumentException(
          "capacity " + capacity + " is not a multiple of the alignment " + alignment);
    }
    return ByteBuffer.allocateDirect(Math.addExact(capacity, alignment - 1))
        .alignedSlice(alignment);
  }

  /** Goes by the name of the option: the kernel does without the module that has it. */
  private static boolean isDirect(OpenOption... options) {
    return Stream.of(options).anyMatch(option -> option.toString().equals("DIRECT"));
  }

  private static void requirePowerOfTwo(int alignment) {
    if (Integer.bitCount(alignment) != 1 || alignment < 0) {
      throw new IllegalArgumentException("the alignment is not a power of two: " + alignment);
    }
  }

  /**
   * Returns the channel to its owner, above all to force what was written.
   *
   * @return the channel
   */
  public FileChannel channel() {
    return channel;
  }

  /**
   * Refuses a read-only buffer: it would come back from a flush and could not be filled. Also
   * refuses a buffer that reaches beyond the largest offset or is not aligned.
   */
  @Override
  public void check(ByteBuffer buffer, long offset) {
    int length = buffer.remaining();
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException(
          "read-only buffer: buffers circulate, and this one could not be filled again");
    }
    if (offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException(
          "offset " + offset + " plus " + length + " bytes is beyond the largest offset");
    }
    if (offset % alignment != 0 || length % alignment != 0) {
      throw new IllegalArgumentException(
          "offset " + offset + " or length " + length + " is not a multiple of " + alignment);
    }
    if (alignment > 1
        && !(buffer.isDirect() && buffer.alignmentOffset(buffer.position(), alignment) == 0)) {
      throw new IllegalArgumentException(
          "the buffer is on the heap, or its address is not a multiple of " + alignment);
    }
  }

  /** {@inheritDoc} A partial write is completed; position and limit are left as they were found. */
  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    ByteBuffer left = buffer.duplicate(); // to set back a position may fail if the stack runs out
    while (left.hasRemaining()) {
      long at = offset + left.position() - buffer.position();
      if (channel.write(left, at) <= 0) {
        throw new IOException("nothing was written at offset " + at); // else the loop could spin
      }
    }
  }

  /** {@inheritDoc} Bytes between the old end and a longer one read as zero. */
  @Override
  public void setLength(long length) throws IOException {
    long size = channel.size();
    if (length > size) { // a channel can grow a file only by a write behind its end
      long last = (length - 1) / alignment * alignment;
      writeAllAt(alignedBuffer(alignment, alignment), last < size ? last + alignment : last);
    }
    channel.truncate(length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Returns the path of the file, by which messages and log lines name this writer. */
  @Override
  public String toString() {
    return name;
  }
}
