// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is in the folder of the specs. */
public record Specs(Path folder) {

  /** Where they are, for a JVM that Maven starts in this module's folder. */
  public static final Path FOLDER = Path.of("src/main/tla").toAbsolutePath();

  private static final Pattern ID = Pattern.compile("([A-Z][0-9]+)_");

  /**
   * Every configuration of a level; one that is nightly says so in its name. The one whose states
   * traces are held against is not among them: it repeats others, and is searched where it is used.
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

  /** The ids that a name starts with: T9 and T5 of {@code T9_T5_RetryWritten}. */
  public static List<String> ids(String name) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(name);
    while (matcher.find() && matcher.start() == ids.stream().mapToInt(i -> i.length() + 1).sum()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }
}
