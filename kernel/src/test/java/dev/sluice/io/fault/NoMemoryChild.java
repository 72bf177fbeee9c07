// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.io.Content;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a writer that copies each buffer to the heap, and meets a buffer for which there is no room.
 */
final class NoMemoryChild {

  private static final int LARGE = 32 << 20;

  private NoMemoryChild() {}

  private record Copying(FileChannelWriter file) implements OwnedWriter<ByteBuffer> {
    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      file.writeAllAt(ByteBuffer.wrap(copy), offset);
    }

    @Override
    public void setLength(long length) throws IOException {
      file.setLength(length);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Copying writer = new Copying(FileChannelWriter.open(file));
    ByteBuffer small = Content.fill(ByteBuffer.allocate(512), 1, 0);
    ByteBuffer large = Content.fill(ByteBuffer.allocateDirect(LARGE), 1, 512);
    FlushHandle<ByteBuffer, Copying> handle =
        FlushHandle.spawn(
            writer, large, new Gate(), new CancellationToken(), new FaultWatch().options());
    handle.flush(small, 0);
    FlushTaskException error = null;
    try {
      handle.flush(large, 512);
      handle.shutdown(ShutdownRequest.keepLength());
    } catch (FlushTaskException e) {
      error = e;
    }
    FaultCheck.that(error instanceof FlushTaskException.Died, "has not died: " + error);
    FaultCheck.that(error.getCause() instanceof OutOfMemoryError, "of another cause: " + error);
    Remains<ByteBuffer, Copying> remains = handle.reclaim();
    FaultCheck.equal(1, remains.unflushed().size(), "handed out as unflushed");
    FaultCheck.that(remains.unflushed().get(0).buffer() == large, "another buffer");
    FaultCheck.equal(LARGE, large.remaining(), "left as found");
    Content.check("unflushed", large, 1, 512);
    FaultCheck.that(writer.file().channel().isOpen(), "the channel is closed");
    FaultCheck.equal(
        Content.digest(Content.bytes(1, 0, 512)),
        Content.digest(Files.readAllBytes(file)),
        "what was written before");
    System.out.println("died of it, typed (" + error.getCause().getMessage() + "), nothing lost");
  }
}
