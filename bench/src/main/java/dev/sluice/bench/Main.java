// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.bench.compare.CompareCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. The exit codes are: 0 done, 1 failed, 2 wrong arguments, 130 cancelled. */
@Command(
    name = Main.NAME,
    description = "Copies files through the flush kernel, and measures it.",
    mixinStandardHelpOptions = true,
    version = "sluice-bench 0.1.0-SNAPSHOT",
    subcommands = {CopyCommand.class, JmhCommand.class, CompareCommand.class})
public final class Main {

  static final String NAME = "sluice-bench";
  static final int FAILED = 1;
  static final int CANCELLED = 130; // a shell reports this for a process that Ctrl-C ended

  private Main() {}

  /**
   * Runs a command and exits.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    CommandLine line = commandLine();
    System.exit(line.execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExpandAtFiles(false); // else a file whose name starts with @ could not be copied
    line.setParameterExceptionHandler((e, args) -> refuse(e));
    return line;
  }

  /** Prints a sentence instead of the whole usage. */
  private static int refuse(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    boolean unknownCommand =
        e instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
            && command.getParent() == null;
    String what =
        unknownCommand
            ? "There is no command '" + ((UnmatchedArgumentException) e).getUnmatched().get(0) + "'"
            : e.getMessage();
    PrintWriter err = command.getErr();
    err.println(what + ". See: " + command.getCommandSpec().qualifiedName() + " --help");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
