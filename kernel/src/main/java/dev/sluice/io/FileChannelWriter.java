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
 * to the device: call {@link FileChannel#force} on {@link #channel} after the shutdown. A file
 * opened or wrapped for appending will not do, as such a channel ignores offsets.
 *
 * <p>A {@code force} that fails is final, whatever a later one says. Linux tells of bytes that it
 * could not write to the device each channel that was open then, and soon no more: a later {@code
 * force} of the same channel returns, and so does one of a channel that was opened later, though
 * the bytes are missing. {@link #close} never tells. The reason may be "No space left on device",
 * of a device below a file system that has space (seen on Linux 6.18, ext4 on a loop device; the
 * source is fsync(2) on Linux 4.13 and later).
 *
 * <p>Take direct buffers. The JDK copies a buffer on the heap off the heap for each write, and
 * keeps the copy for the thread that writes until that ends, or for the carrier of a virtual one.
 * So heap buffers of 64 MiB cost their task 64 MiB more. On JDK 17 these count against {@code
 * -XX:MaxDirectMemorySize}, and with a limit below them the task ends with {@code Died}, by an
 * {@link OutOfMemoryError}. Since JDK 24 (JDK-8344882) no limit and no bean of the JVM counts them:
 * the resident size does (measured on 17.0.15 and 25.0.3).
 *
 * <p>For direct I/O pass {@code com.sun.nio.file.ExtendedOpenOption.DIRECT}, which is in the module
 * {@code jdk.unsupported}, and an alignment: the block size of the file's store, or a multiple. The
 * JDK asks for that also where the device would take less. Buffers come from {@link
 * #alignedBuffer}. Alignment is checked when a buffer is submitted, on every system and without
 * {@code DIRECT} too: so that a system which does not mind finds the bug as well, and the others do
 * not find it in the flush task, which would retry for ever. A buffer on the heap is refused where
 * there is an alignment: on JDK 25 a direct write of one loses the memory of a copy for good.
 *
 * <p>While a flush task owns the writer no other thread may use it. An interrupt of the thread that
 * is in {@link #writeAllAt} closes the channel for good: that is what {@link FileChannel} does. The
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
   * @param options as for {@link FileChannel#open(Path, OpenOption...)}; {@code WRITE} is added. No
   *     options: the file is created, or emptied if it is there, as by {@link
   *     java.nio.file.Files#newOutputStream}. {@code CREATE} alone keeps what is there
   * @return a writer, to be closed by the caller in the end
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
   * @param alignment in bytes, a power of two: what offset, length and address of each buffer must
   *     be a multiple of; 1 for none
   * @param options as above
   * @return a writer, to be closed by the caller in the end
   * @throws IOException if the file cannot be opened
   * @throws IllegalArgumentException for {@code APPEND}, for an alignment that is not as said, and
   *     for {@code DIRECT} with one that is no multiple of the block size of the file's store
   */
  public static FileChannelWriter open(Path path, int alignment, OpenOption... options)
      throws IOException {
    requirePowerOfTwo(alignment);
    if (List.of(options).contains(StandardOpenOption.APPEND)) {
      throw new IllegalArgumentException("a file opened for appending ignores offsets: " + path);
    }
    if (isDirect(options)) { // before it opens: a file that is refused is not made, nor emptied
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
   * @return a writer; to close it is to close the channel
   */
  public static FileChannelWriter wrap(FileChannel channel) {
    return new FileChannelWriter(channel, 1, Objects.requireNonNull(channel, "channel").toString());
  }

  /**
   * A buffer off the heap whose address and capacity are aligned.
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
          "capacity " + capacity + " is no multiple of the alignment " + alignment);
    }
    return ByteBuffer.allocateDirect(Math.addExact(capacity, alignment - 1))
        .alignedSlice(alignment);
  }

  /** By its name, as the kernel does without the module that has it. */
  private static boolean isDirect(OpenOption... options) {
    return Stream.of(options).anyMatch(option -> option.toString().equals("DIRECT"));
  }

  private static void requirePowerOfTwo(int alignment) {
    if (Integer.bitCount(alignment) != 1 || alignment < 0) {
      throw new IllegalArgumentException("the alignment is no power of two: " + alignment);
    }
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
   * Refuses a read-only buffer, which would come back from a flush and could not be filled, one
   * that reaches beyond the largest offset, and one that is not aligned.
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
          "offset " + offset + " or length " + length + " is no multiple of " + alignment);
    }
    if (alignment > 1
        && !(buffer.isDirect() && buffer.alignmentOffset(buffer.position(), alignment) == 0)) {
      throw new IllegalArgumentException(
          "the buffer is on the heap, or its address is no multiple of " + alignment);
    }
  }

  /** {@inheritDoc} A partial write is completed; position and limit are left as they were found. */
  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    ByteBuffer left = buffer.duplicate(); // to set a position back may fail for want of stack
    while (left.hasRemaining()) {
      long at = offset + left.position() - buffer.position();
      if (channel.write(left, at) <= 0) {
        throw new IOException("nothing was written at offset " + at); // else this could spin
      }
    }
  }

  /** {@inheritDoc} Bytes between the old end and a longer one read as zero. */
  @Override
  public void setLength(long length) throws IOException {
    long size = channel.size();
    if (length > size) { // a channel has no other way to grow a file than to write behind its end
      long last = (length - 1) / alignment * alignment;
      writeAllAt(alignedBuffer(alignment, alignment), last < size ? last + alignment : last);
    }
    channel.truncate(length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The path of the file, by which messages and log lines name this. */
  @Override
  public String toString() {
    return name;
  }
}
