// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM that runs a class of this jar. It reads commands as lines, and answers with lines. */
final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;
  private final String name;

  ChildProcess(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // All heaps are small and equal, and the collector has no threads of its own.
    command.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"));
    command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"); // for Agrona
    if (Runtime.version().feature() >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow"); // else JCTools and JOL warn
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader();
    orders = new PrintWriter(process.outputWriter(), true);
    name = main.getSimpleName() + Arrays.toString(args);
  }

  String ask(String order) throws IOException {
    orders.println(order);
    return answer();
  }

  String answer() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + " ended instead of an answer");
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
