// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** JMH's own command line; each of its options is passed on, -h among them. */
@Command(
    name = "jmh",
    description = "Runs the benchmarks by JMH. All arguments are JMH's; jmh -h lists them.")
final class JmhCommand implements Runnable {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public void run() {
    try {
      org.openjdk.jmh.Main.main(arguments.toArray(String[]::new)); // exits by itself on failure
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
