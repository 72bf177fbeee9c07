// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.Content;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Writes more than it may, in a JVM of its own. An argument says what it does then. */
final class LimitedChild {

  /** The capacity divides no limit, so that a write is cut in the middle. */
  private static final int CAPACITY = 3 * 4096;

  private LimitedChild() {}

  /**
   * Runs the child. The arguments are {@code fatal}, to give up as the default policy does, or the
   * step in the third pause; the folder, how many bytes to write, and how many bytes are in the
   * way.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    int total = Integer.parseInt(arguments[2]);
    Path inTheWay = folder.resolve("in-the-way");
    Files.write(inTheWay, new byte[Integer.parseInt(arguments[3])]);
    FaultWatch.InPause inPause =
        switch (arguments[0]) {
          case "fatal" -> () -> {};
          case "free" -> () -> Files.delete(inTheWay);
          case "raise" -> LimitedChild::raiseLimit;
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    Path file = folder.resolve("file");
    RetryPolicy policy =
        arguments[0].equals("raise") // the default policy does not know that this is possible
            ? (error, attempt) -> Optional.of(Duration.ZERO)
            : RetryPolicy.forEver();
    FaultWatch watch = new FaultWatch();
    Gate gate = new Gate();
    FileChannelWriter writer = FileChannelWriter.open(file);
    BufferedFlushWriter<FileChannelWriter> buffered =
        BufferedFlushWriter.spawn(
            writer,
            0,
            1,
            () -> ByteBuffer.allocateDirect(CAPACITY),
            gate,
            new CancellationToken(),
            watch.options(policy, 3, inPause));
    Random random = new Random(total);
    int accepted = 0;
    FlushTaskException error = null;
    try {
      while (accepted < total) {
        int length = Math.min(1 + random.nextInt(CAPACITY), total - accepted);
        ByteBuffer chunk = ByteBuffer.wrap(Content.bytes(3, accepted, length));
        try {
          buffered.write(chunk);
        } finally {
          accepted += chunk.position();
        }
      }
      buffered.shutdown(ShutdownMode.padThenSetLength());
    } catch (FlushTaskException e) {
      error = e;
    }
    gate.close();
    if (arguments[0].equals("fatal")) {
      FaultCheck.that(error instanceof FlushTaskException.Fatal, "not fatal: " + error);
      FaultCheck.equal(0, watch.failed, "retried");
    } else {
      FaultCheck.that(error == null, "ended by " + error);
      FaultCheck.that(watch.failed >= 3, "no limit was met: " + watch.failed);
      FaultCheck.that(watch.retriesThatSucceeded > 0, "no retry succeeded");
    }
    check(file, buffered, accepted);
    System.out.printf(
        "%s: %d failed attempts that were retried (%s), %d retries succeeded, %d bytes in the file and %d handed out:"
            + " digests equal%n",
        error == null ? "no end" : error.getCause().getMessage(),
        watch.failed,
        String.join(", ", watch.errors),
        watch.retriesThatSucceeded,
        buffered.settledOffset(),
        accepted - buffered.settledOffset());
  }

  /**
   * Checks that each accepted byte is either settled and in the file, or not settled and readable.
   */
  private static void check(Path file, BufferedFlushWriter<?> buffered, int accepted)
      throws Exception {
    byte[] inFile = Files.readAllBytes(file);
    Content.check("file", ByteBuffer.wrap(inFile), 3, 0);
    FaultCheck.that(inFile.length >= buffered.settledOffset(), "settled, and not in the file");
    ByteBuffer all = ByteBuffer.allocate(accepted);
    all.put(inFile, 0, (int) buffered.settledOffset());
    for (BufferedFlushWriter.Region region : buffered.unsettled()) {
      FaultCheck.equal((long) all.position(), region.offset(), "a gap");
      all.put(region.bytes());
    }
    FaultCheck.equal(
        Content.digest(Content.bytes(3, 0, accepted)), Content.digest(all.array()), "digest");
  }

  private static void raiseLimit() throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid", pid, "--fsize=1073741824:").inheritIO().start();
    FaultCheck.equal(0, prlimit.waitFor(), "prlimit");
  }
}
