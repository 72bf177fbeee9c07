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
import java.nio.file.Path;

/**
 * Writes where it may not write, by a writer that opens its file at its first write, as logs do.
 */
final class PermissionChild {

  private PermissionChild() {}

  private record Lazy(Path file) implements OwnedWriter<ByteBuffer> {
    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
      try (FileChannelWriter writer = FileChannelWriter.open(file)) {
        writer.writeAllAt(buffer, offset);
      }
    }

    @Override
    public void setLength(long length) {}
  }

  /** Runs the child. The arguments are the file, and what the error must say. */
  public static void main(String[] arguments) throws Exception {
    FaultWatch watch = new FaultWatch();
    ByteBuffer spare = ByteBuffer.allocate(512);
    ByteBuffer mine = Content.fill(ByteBuffer.allocate(512), 1, 0);
    FlushHandle<ByteBuffer, Lazy> handle =
        FlushHandle.spawn(
            new Lazy(Path.of(arguments[0])),
            spare,
            new Gate(),
            new CancellationToken(),
            watch.options());
    FlushTaskException error = null;
    try {
      handle.flush(mine, 0);
      handle.shutdown(ShutdownRequest.keepLength());
    } catch (FlushTaskException e) {
      error = e;
    }
    FaultCheck.that(error instanceof FlushTaskException.Fatal, "not fatal: " + error);
    String cause = error.getCause().toString();
    FaultCheck.that(cause.contains(arguments[1]), "of another cause: " + cause);
    FaultCheck.equal(0, watch.failed, "retried");
    Remains<ByteBuffer, Lazy> remains = handle.reclaim();
    FaultCheck.equal(1, remains.unflushed().size(), "handed out as unflushed");
    FaultCheck.that(remains.unflushed().get(0).buffer() == mine, "another buffer");
    Content.check("unflushed", mine, 1, 0);
    System.out.println("fatal at once, not retried, nothing lost: " + arguments[1]);
  }
}
