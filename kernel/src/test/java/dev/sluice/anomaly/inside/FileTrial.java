// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import static dev.sluice.anomaly.inside.Violation.unless;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A buffered writer that has opened its file itself, and closes it. */
final class FileTrial extends AnomalyTrial {

  private static final int ATTEMPTS = 3;
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final byte[] BYTES = "accepted".getBytes();

  private final String name;
  private final Threads threads = new Threads();

  /** Flush threads that other tests may have left. */
  private final List<Thread> before = live();

  private Path path;
  private BufferedFlushWriter<FileChannelWriter> writer;
  private IOException said;
  private int written;

  FileTrial(String name) {
    this.name = name;
  }

  static List<String> names() {
    return List.of("open", "close", "reclaim");
  }

  @Override
  Threads threads() {
    return threads; // the kernel's own factory makes the thread here
  }

  @Override
  void prepare() throws IOException {
    path = Files.createTempFile("swept", null);
    if (name.equals("open")) {
      handleAlone();
    } else {
      openAndWrite();
    }
    if (name.equals("reclaim")) {
      writer.close();
    }
  }

  /** Spawns a handle and ends it, so that in a new world only this layer is new. */
  private void handleAlone() throws IOException {
    FlushOptions options = FlushOptions.defaults().withThreadFactory(threads);
    FlushHandle.spawn(
            new MemoryFile(), ByteBuffer.allocate(1), new Gate(), new CancellationToken(), options)
        .close();
  }

  private void openAndWrite() throws IOException {
    writer = BufferedFlushWriter.open(path);
    spawned();
    write();
  }

  private void write() throws IOException {
    written += writer.write(ByteBuffer.wrap(BYTES));
  }

  @Override
  void call() throws IOException {
    switch (name) {
      case "open" -> writer = BufferedFlushWriter.open(path);
      case "close" -> close();
      default -> writer.reclaim();
    }
  }

  private void close() throws IOException {
    try {
      writer.close();
    } catch (IOException e) {
      said = e;
      throw e;
    }
  }

  @Override
  void judge(Throwable thrown) throws Exception {
    try {
      unless(thrown == null || isInjected(thrown), "(b) something else came out", thrown);
      if (writer == null) {
        notOpened();
      } else {
        ended();
      }
    } finally {
      Files.delete(path);
    }
  }

  /**
   * Checks that an open that died has left no task and no open file: the caller could not end them.
   */
  private void notOpened() throws Exception {
    joinAbandoned();
    while (isOpen()) {
      System.gc();
      Thread.yield();
    }
    try {
      openAndWrite();
      ended();
    } catch (RuntimeException | Error e) {
      // A class that could not be initialised stays unusable: nothing was accepted.
      boolean lacksClass = Probe.isCold() && Chain.has(e, LinkageError.class::isInstance);
      unless(lacksClass, "(b) the next open failed too", e);
    }
  }

  /**
   * Waits for the tasks, in a frame of its own. On JDK 25 a thread that has ended still refers to
   * its task, and that to the file. A frame that is interpreted keeps what its variables have, also
   * behind their last use. So the file would stay open.
   */
  private void joinAbandoned() throws InterruptedException {
    for (Thread thread : started()) {
      while (thread.isAlive()) {
        System.gc();
        thread.join(2);
      }
    }
  }

  private void ended() throws Exception {
    if (name.equals("open") && written == 0) {
      write();
    }
    end();
    for (Thread thread : started()) {
      thread.join();
    }
    boolean all = Arrays.equals(BYTES, Files.readAllBytes(path));
    unless(all || isInjected(said), "(a) something is missing, and no close has said so", said);
    unless(!isOpen(), "(b) the file is still open");
    writer.reclaim();
  }

  private void end() throws Violation {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        close();
        return;
      } catch (IOException e) {
        // Another close has no effect.
      } catch (RuntimeException | Error e) {
        throw new Violation("(b) close fails", e);
      }
    }
    throw new Violation("(b) close fails each time", said);
  }

  private List<Thread> started() {
    return live().stream().filter(thread -> !before.contains(thread)).toList();
  }

  private static List<Thread> live() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] all = new Thread[1000];
    return Stream.of(all)
        .limit(top.enumerate(all))
        .filter(thread -> thread.getName().startsWith("sluice-flush-"))
        .toList();
  }

  /** Tells whether the file is open. That is known only on Linux. */
  private boolean isOpen() throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      return false;
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.anyMatch(this::isPath);
    }
  }

  private boolean isPath(Path link) {
    try {
      return Files.readSymbolicLink(link).equals(path);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
