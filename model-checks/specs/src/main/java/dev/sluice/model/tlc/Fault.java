// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of {@code faults.tsv}: a value of the constant Fault, and the property that rejects it.
 *
 * @param config the configuration in which TLC looks for the fault
 * @param property what TLC must name
 * @param also other properties that the fault breaks later
 */
public record Fault(String name, String config, String property, String says, List<String> also) {

  /** Returns all rows of the table. */
  public static List<Fault> read(Path table) throws IOException {
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .skip(1) // the names of the columns
          .map(line -> line.split("\t", -1))
          .map(c -> new Fault(c[0], c[1], c[2], c[3], Arrays.asList(c[4].split(" "))))
          .toList();
    }
  }

  @Override
  public String toString() {
    return property + " rejects " + name + ": " + says;
  }
}
