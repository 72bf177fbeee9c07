// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs the command line, in this process or in one of its own. */
final class Cli {

  /** What a run left. */
  record Ran(int exitCode, String out, String err) {}

  private Cli() {}

  static Ran run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = line.execute(strings(args).toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  /** A process that runs the classes of this one, not started yet. */
  static ProcessBuilder process(Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(strings(args));
    return new ProcessBuilder(command);
  }

  private static List<String> strings(Object... args) {
    return List.of(args).stream().map(Object::toString).toList();
  }
}
