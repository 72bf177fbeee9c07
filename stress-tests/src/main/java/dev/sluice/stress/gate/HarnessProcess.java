// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The forked harness, under a time-out that no code in it can prevent. */
final class HarnessProcess {
  static final String LOG = "jcstress.log";
  static final String DUMP = "threads.txt";

  private HarnessProcess() {}

  /** Runs the plan in the directory; returns what went wrong with the run as a whole. */
  static Optional<String> run(Settings settings, Duration timeout)
      throws IOException, InterruptedException {
    Path out = settings.out();
    List<String> command = new ArrayList<>(List.of(tool("java")));
    String classPath = System.getProperty("java.class.path");
    if (settings.kernel().isPresent()) {
      Path kernel = settings.kernel().get().toAbsolutePath();
      command.add("-Dkernel=" + kernel);
      classPath = kernel + File.pathSeparator + classPath; // the first one counts
    }
    command.addAll(List.of("-cp", classPath, Harness.class.getName(), out.toString()));
    Process harness =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.resolve(LOG).toFile())
            .start();
    Thread killed = new Thread(() -> killAll(harness)); // else an aborted build leaves forks behind
    Runtime.getRuntime().addShutdownHook(killed);
    try {
      if (!harness.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        dump(harness, out.resolve(DUMP));
        return Optional.of(
            "TIME-OUT after " + timeout.toSeconds() + " s; all threads in " + out.resolve(DUMP));
      }
    } finally {
      killAll(harness);
      Runtime.getRuntime().removeShutdownHook(killed);
    }
    return harness.exitValue() == 0
        ? Optional.empty()
        : Optional.of(
            "the harness exited with " + harness.exitValue() + ", see " + out.resolve(LOG));
  }

  private static void killAll(Process harness) {
    List<ProcessHandle> forks = harness.descendants().toList(); // a dead parent has none
    harness.destroyForcibly();
    forks.forEach(ProcessHandle::destroyForcibly);
  }

  private static void dump(Process harness, Path file) throws IOException, InterruptedException {
    List<Long> pids =
        Stream.concat(Stream.of(harness.toHandle()), harness.descendants())
            .map(ProcessHandle::pid)
            .toList();
    Files.deleteIfExists(file);
    Files.createFile(file);
    for (long pid : pids) {
      Process jcmd =
          new ProcessBuilder(tool("jcmd"), Long.toString(pid), "Thread.print", "-l")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
              .start();
      if (!jcmd.waitFor(10, TimeUnit.SECONDS)) {
        jcmd.destroyForcibly();
      }
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
