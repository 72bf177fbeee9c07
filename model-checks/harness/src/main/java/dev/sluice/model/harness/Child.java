// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM whose class path begins with a kernel. */
public final class Child {

  /** Options for an exploration. They are those of the build; the pom says why. */
  public static final List<String> EXPLORATION =
      List.of(
          "-XX:ActiveProcessorCount=1",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx1g",
          "-XX:+EnableDynamicAgentLoading",
          "--add-opens",
          "java.base/java.lang=ALL-UNNAMED",
          "-Dlincheck.logLevel=OFF");

  private Child() {}

  /**
   * Runs a class in such a JVM, to its end. The exit code says what the result is, see {@link
   * Exit}.
   *
   * @param kernel the classes, before the class path of this JVM
   * @param options options of the JVM
   * @param folder the folder to run in
   * @param log the file for the output of the JVM
   * @param atMost a JVM that takes longer is killed, and the result is that it broke
   */
  public static Outcome run(
      Path kernel,
      List<String> options,
      Class<?> main,
      List<String> arguments,
      Path folder,
      Path log,
      Duration atMost)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    String classPath = System.getProperty("java.class.path");
    command.addAll(
        List.of("-cp", kernel.toAbsolutePath() + File.pathSeparator + absolute(classPath)));
    command.add(main.getName());
    command.addAll(arguments);
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Outcome(
            Outcome.Kind.BROKE, "no end after " + atMost.toSeconds() + " s:\n" + text(log));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return switch (process.exitValue()) {
      case 0 -> new Outcome(Outcome.Kind.PASSED, text(log));
      case 1 -> new Outcome(Outcome.Kind.FOUND, text(log));
      default ->
          new Outcome(Outcome.Kind.BROKE, "exit code " + process.exitValue() + ":\n" + text(log));
    };
  }

  private static String text(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  /** Makes the entries absolute, because the child runs in another folder. */
  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
