// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs one class of the tests, for what a test itself cannot survive. */
public final class ChildJvm {

  private ChildJvm() {}

  /** Runs the JVM to its end. A JVM that hangs fails the test. */
  static Process start(Class<?> main, String... arguments) throws Exception {
    return await(new ProcessBuilder(command(List.of(), main, arguments)), Stage.DEADLINE_SECONDS);
  }

  static String output(Process child) throws Exception {
    return new String(child.getInputStream().readAllBytes());
  }

  /**
   * Runs a command to its end: a child JVM, perhaps with another program before it.
   *
   * @return the last line of the output; a child that does not end well fails the test
   */
  public static String lastLine(List<String> command) throws Exception {
    return lastLine(command, Stage.DEADLINE_SECONDS);
  }

  /** Does the same for a command that may take longer, because it shares its processor. */
  public static String lastLine(List<String> command, long seconds) throws Exception {
    Process child = await(new ProcessBuilder(command), seconds);
    String output = output(child);
    if (child.exitValue() != 0) {
      throw new AssertionError("the child's exit code is " + child.exitValue() + ":\n" + output);
    }
    return output.lines().reduce("", (a, b) -> b);
  }

  /**
   * Returns the command for a small JVM. It writes no perf data file, which limits of files would
   * count.
   */
  public static List<String> command(List<String> options, Class<?> main, String... arguments)
      throws Exception {
    return command(options, List.of(), main, arguments);
  }

  /** Returns the same command with the origins of these classes on the class path too. */
  public static List<String> command(
      List<String> options, List<Class<?>> more, Class<?> main, String... arguments)
      throws Exception {
    List<String> roots = new ArrayList<>();
    roots.add(rootOf(FlushHandle.class).toString());
    roots.add(rootOf(main).toString());
    for (Class<?> type : more) {
      roots.add(rootOf(type).toString());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:-UsePerfData");
    command.addAll(options);
    command.add("-cp");
    command.add(String.join(System.getProperty("path.separator"), roots));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Process await(ProcessBuilder builder, long seconds) throws Exception {
    Process child = builder.redirectErrorStream(true).start();
    if (!child.waitFor(seconds, TimeUnit.SECONDS)) {
      child.destroyForcibly();
      throw new AssertionError("the child hangs: " + builder.command());
    }
    return child;
  }

  /** Returns the directory or the jar on the class path that this class is in. */
  private static Path rootOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
