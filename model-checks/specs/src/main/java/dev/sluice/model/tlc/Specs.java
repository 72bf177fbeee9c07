// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the specs, and the files in it. */
public record Specs(Path folder) {

  /** The folder of the project's specs. */
  public static final Path FOLDER = Project.ROOT.resolve("model-checks/specs/src/main/tla");

  /**
   * Returns every configuration of a level. The name of a nightly one says so. The configuration
   * that traces are compared with is not among them: it repeats others, and is searched where it is
   * used.
   */
  public List<TlcConfig> configurations(boolean nightly) throws IOException {
    List<TlcConfig> configs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".cfg")).sorted().toList()) {
        if (file.toString().endsWith("-nightly.cfg") == nightly
            && !file.toString().endsWith("-conformance.cfg")) {
          configs.add(TlcConfig.read(file));
        }
      }
    }
    return configs;
  }

  public TlcConfig configuration(String name) throws IOException {
    return TlcConfig.read(folder.resolve(name + ".cfg"));
  }

  public List<Fault> faults() throws IOException {
    return Fault.read(folder.resolve("faults.tsv"));
  }
}
