// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.io.PrintWriter;
import java.util.Locale;
import javax.tools.ToolProvider;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command line of {@code sluice-verifier.jar}. The exit codes are: 0 nothing was found, 1
 * something was found, 2 the input was wrong, 4 the verifier broke down.
 */
@Command(
    name = Verifier.NAME,
    description = {
      "Takes the flush kernel into a project of yours, and checks it there.",
      "Exit codes: 0 well; 1 something was found; 2 used wrongly; 4 broken down."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Verifier.Version.class,
    subcommands = {
      VendorCommand.class,
      VerifyCommand.class,
      DiffCommand.class,
      ShardCommand.class,
      MergeCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Verifier {

  static final String NAME = "sluice-verifier";
  static final int WELL = 0;
  static final int FOUND = 1;
  static final int BAD_INPUT = 2;
  static final int BROKEN = 4;

  private Verifier() {}

  /**
   * Runs a command and exits.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Thread killer = // without it, child processes would run on
        new Thread(
            () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly));
    Runtime.getRuntime().addShutdownHook(killer);
    CommandLine line = new CommandLine(new Verifier());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, arguments) -> refuse(e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    System.exit(line.execute(args));
  }

  /** Prints a sentence instead of the whole usage. */
  private static int refuse(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(e.getMessage().replaceFirst("\\.?$", ".") + " See: " + name + " --help");
    return BAD_INPUT;
  }

  private static int failed(Exception e, CommandLine command) {
    if (e instanceof BadInput) {
      command.getErr().println(e.getMessage());
      return BAD_INPUT;
    }
    e.printStackTrace(command.getErr());
    command.getErr().println("The verifier broke down, which says nothing about the copy.");
    return BROKEN;
  }

  /** Throws if there is no compiler. */
  static void requireCompiler() {
    if (ToolProvider.getSystemJavaCompiler() == null) {
      throw new BadInput(
          "The Java in "
              + System.getProperty("java.home")
              + " has no compiler: run the verifier with the java of a JDK.");
    }
  }

  /** Returns the version and the commit that this jar was made of. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Bundle bundle = Bundle.here();
      return new String[] {NAME + " " + bundle.version() + ", commit " + bundle.commit()};
    }
  }
}
