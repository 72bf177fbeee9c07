// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the peers, prints the results, and writes files. */
@Command(
    name = "compare",
    description = {
      "Compares the kernel with what else a Java user could take, in interleaved rounds, and prints"
          + " ratios. Takes a few minutes; the machine should do nothing else.",
      "",
      "Exit code: 0 measured (whether or not all targets are met), 1 failed; with --quick also 1 if"
          + " the kernel is slower than a single-thread executor or allocates."
    },
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

  private static final int TRIES = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description =
          "A guard of some seconds: against the executor, and allocation; three tries. No file.")
  private boolean quick;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where compare.json and compare.png are written. Default: where this jar lies, which is"
              + " bench/target.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (quick) {
      return guard(out);
    }
    double load = CompareReport.loadNow();
    CompareReport report = CompareReport.of(load, new Comparison(err::println).run());
    out.print(report.table());
    out.flush();
    Path directory = Files.createDirectories(output == null ? besideThisJar() : output);
    report.write(directory.resolve("compare.json"));
    Plot.write(report, directory.resolve("compare.png"));
    out.println("written: " + directory.resolve("compare.json") + ", compare.png");
    return 0;
  }

  /**
   * Runs the guard several times. A slow kernel is slow each time, a busy machine only at times.
   */
  private static int guard(PrintWriter out) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      List<CompareRow> rows = new Comparison(what -> {}).quick();
      out.print(CompareReport.of(CompareReport.loadNow(), rows).table());
      out.flush();
      if (rows.stream().allMatch(CompareRow::met)) {
        return 0;
      }
    }
    return 1;
  }

  private static Path besideThisJar() {
    try {
      return new File(
              CompareCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toPath()
          .toAbsolutePath()
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
