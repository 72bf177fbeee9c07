// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** JMH's own command line. Each option is passed on to JMH, also -h. */
@Command(
    name = "jmh",
    description = "Runs the benchmarks by JMH. All arguments are JMH's; jmh -h lists them.")
final class JmhCommand implements Runnable {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public void run() {
    try {
      org.openjdk.jmh.Main.main(arguments.toArray(String[]::new)); // JMH itself exits on failure
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
