// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.io.Content;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Gate;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A buffer on the heap goes to a file through one off the heap, which the JDK allocates as it
 * writes; here there is less memory for that than the buffer is long.
 */
final class NoMemoryChild {

  private NoMemoryChild() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    FileChannelWriter writer = FileChannelWriter.open(file);
    ByteBuffer small = Content.fill(ByteBuffer.allocate(512), 1, 0);
    ByteBuffer large = Content.fill(ByteBuffer.allocate(4 << 20), 1, 512);
    FlushHandle<ByteBuffer, FileChannelWriter> handle =
        FlushHandle.spawn(
            writer, large, new Gate().enter(), new CancellationToken(), new Watch().options());
    handle.flush(small, 0);
    FlushTaskException error = null;
    try {
      handle.flush(large, 512);
      handle.shutdown(ShutdownRequest.keepLength());
    } catch (FlushTaskException e) {
      error = e;
    }
    Check.that(error instanceof FlushTaskException.Died, "has not died: " + error);
    Check.that(error.getCause() instanceof OutOfMemoryError, "of another cause: " + error);
    Remains<ByteBuffer, FileChannelWriter> remains = handle.reclaim();
    Check.equal(1, remains.unflushed().size(), "handed out as unflushed");
    Check.that(remains.unflushed().get(0).buffer() == large, "another buffer");
    Check.equal(4 << 20, large.remaining(), "left as found");
    Content.check("unflushed", large, 1, 512);
    Check.that(writer.channel().isOpen(), "the channel is closed");
    Check.equal(
        Content.digest(Content.bytes(1, 0, 512)),
        Content.digest(Files.readAllBytes(file)),
        "what was written before");
    System.out.println("died of it, typed (" + error.getCause().getMessage() + "), nothing lost");
  }
}
