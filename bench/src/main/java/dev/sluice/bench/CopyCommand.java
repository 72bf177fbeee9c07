// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.sync.CancellationToken;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Opens the files, copies, and says what happened. */
@Command(
    name = "copy",
    description = {
      "Copies a file through the flush kernel: one thread reads into a buffer while another writes"
          + " the buffer before it.",
      "",
      "An existing DST is emptied first. A write that fails is tried again, a full disk above all,"
          + " unless there is no hope (no permission, read-only, I/O error of the device). Ctrl-C cancels, after the write under way, and"
          + " says how much of DST is written. Progress is shown if standard input and output are a"
          + " terminal.",
      "",
      "Printed at the end: bytes; time, from the first read until all of DST is written, without"
          + " opening, --force and closing; the time that the reading thread spent in reads and the"
          + " one that the writing thread spent in writes, in the same run; and the overlap, which"
          + " is the time divided by the longer of these two. 1.00 is the limit: the slower side"
          + " was never kept waiting. Taking turns would be their sum divided by the longer one,"
          + " which is printed too.",
      "",
      "Exit code: 0 copied, 1 failed, 2 used wrongly, 130 cancelled by Ctrl-C (143 by SIGTERM)."
    },
    mixinStandardHelpOptions = true)
final class CopyCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SRC", description = "A file, or - for standard input.")
  private Path source;

  @Parameters(index = "1", paramLabel = "DST", description = "A file; created if need be.")
  private Path destination;

  @Option(
      names = "--buffer-size",
      paramLabel = "BYTES",
      defaultValue = "1m",
      converter = SizeConverter.class,
      description =
          "Size of each of the two buffers, at most 1024m; k and m are KiB and MiB. Default:"
              + " ${DEFAULT-VALUE}.")
  private int bufferSize;

  @Option(names = "--force", description = "Force DST to the device (fsync) before the end.")
  private boolean force;

  private final CancellationToken token = new CancellationToken();
  private CopyProgress progress;

  @Override
  public Integer call() {
    try (CancelOnExit exit = new CancelOnExit(token)) {
      try {
        refuseWhatCannotWork();
        try (FileChannel in = openSource();
            FileChannelWriter out = FileChannelWriter.open(destination)) {
          exit.begin();
          copy(in, out);
        }
        return 0;
      } catch (CopyFailedException e) {
        return report(e);
      } catch (IOException e) {
        say(CopyErrors.describe(e));
        sayAlso(e);
        return Main.FAILED;
      }
    }
  }

  private void refuseWhatCannotWork() throws IOException {
    if (destination.toString().equals(STANDARD_INPUT)) {
      throw new ParameterException(
          spec.commandLine(), "DST must be a file: standard output cannot be written at offsets");
    }
    if (!isStandardInput() && Files.isDirectory(source)) {
      throw new IOException(source + " is a directory: only files can be copied");
    }
    if (!Files.exists(destination)) {
      return;
    }
    if (Files.isDirectory(destination)) {
      throw new IOException(destination + " is a directory: name the file in it");
    }
    if (isPipe(destination)) {
      throw new IOException(destination + " is a pipe: it cannot be written at offsets");
    }
    Path file = isStandardInput() ? Path.of("/dev/stdin") : source; // no file: no check
    if (Files.exists(file) && Files.isSameFile(file, destination)) {
      String from = isStandardInput() ? "standard input" : source.toString();
      throw new IOException(from + " and " + destination + " are the same file");
    }
  }

  private static boolean isPipe(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && ((int) Files.getAttribute(path, "unix:mode") & 0170000) == 0010000; // S_IFMT, S_IFIFO
  }

  private boolean isStandardInput() {
    return source.toString().equals(STANDARD_INPUT);
  }

  /** Opens a channel in both cases, because an interrupt can end a blocked read of a channel. */
  private FileChannel openSource() throws IOException {
    return isStandardInput()
        ? new FileInputStream(FileDescriptor.in).getChannel()
        : FileChannel.open(source);
  }

  private void copy(FileChannel in, FileChannelWriter out) throws IOException, CopyFailedException {
    progress = new CopyProgress(CopyProgress.terminal(), isStandardInput() ? 0 : in.size());
    FlushOptions options =
        FlushOptions.defaults()
            .withListener(new RetryReport(destination.toString(), this::sayBelowProgress));
    FileCopy copy = new FileCopy(in, out, newBuffer(), newBuffer(), token, options, progress::at);
    FileCopy.Result result;
    try {
      result = copy.run();
    } finally {
      progress.endLine();
    }
    if (force) {
      force(out.channel());
    }
    print(result);
  }

  private ByteBuffer newBuffer() throws IOException {
    try {
      return ByteBuffer.allocateDirect(bufferSize);
    } catch (OutOfMemoryError e) { // the limit on direct buffers was reached, not that of the heap
      throw new IOException("no memory for two buffers, choose a smaller --buffer-size", e);
    }
  }

  private void force(FileChannel out) throws IOException {
    try {
      out.force(true);
    } catch (IOException e) {
      throw new IOException(
          "all of "
              + destination
              + " is written, but not known to be on the device: "
              + CopyErrors.describe(e),
          e);
    }
  }

  private void print(FileCopy.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "copied %d bytes in %.3f s (%.0f MB/s)%n",
        result.bytes(),
        result.nanos() / 1e9,
        result.bytes() * 1e3 / Math.max(1, result.nanos()));
    out.printf(
        Locale.ROOT,
        "reads took %.3f s, writes %.3f s; overlap: the time is %.2f times the longer of the two"
            + " (limit 1.00, taking turns %.2f)%n",
        result.readNanos() / 1e9,
        result.writeNanos() / 1e9,
        result.overlap(),
        result.withoutOverlap());
  }

  /** Prints why the copy ended, and what is known about DST. */
  private int report(CopyFailedException e) {
    say(e.getMessage() + (e.isCancelled() ? "" : ": " + CopyErrors.describe(e.getCause())));
    if (e.getCause() instanceof FlushTaskException.Died died) {
      died.printStackTrace(spec.commandLine().getErr()); // a program has a fault, not the disk
    }
    sayAlso(e);
    say(
        String.format(
            Locale.ROOT,
            "%s: the first %d bytes are written; %d more were read and are not known to be"
                + " written",
            destination,
            e.written(),
            e.notWritten()));
    return e.isCancelled() ? Main.CANCELLED : Main.FAILED;
  }

  private void sayAlso(Throwable e) {
    for (Throwable also : e.getSuppressed()) {
      say("also: " + CopyErrors.describe(also));
    }
  }

  /** Prints below the line of progress; the task's thread calls this. */
  private void sayBelowProgress(String what) {
    progress.endLine();
    say(what);
  }

  private void say(String what) {
    spec.commandLine().getErr().println("copy: " + what);
  }
}
