// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs of the atlas.
 *
 * @param kernel the sources of the kernel: the folder above {@code dev}
 * @param specs the specs
 * @param stressTests the sources of the stress tests
 * @param models the folder of the modules with the reports on models, exploration, conformance and
 *     mutants
 * @param stress the report of the stress tests
 * @param verdict the verdict
 * @param since an older report is of another run, and is not shown
 */
public record Folders(
    Path kernel,
    Path specs,
    Path stressTests,
    Path models,
    Path stress,
    Path verdict,
    Instant since) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Returns the inputs of a build.
   *
   * @param root the root of the project
   * @param started when the build started
   */
  public static Folders ofBuild(Path root, Instant started) {
    return new Folders(
        root.resolve("kernel/src/main/java"),
        root.resolve("model-checks/specs/src/main/tla"),
        root.resolve("stress-tests/src/main/java"),
        root.resolve("model-checks"),
        root.resolve("stress-tests/target/stress"),
        root.resolve("target/verdict"),
        started);
  }

  /** Reads a report; returns a missing node if this run did not write it. */
  JsonNode read(Path file) throws IOException {
    boolean there =
        Files.exists(file) && !Files.getLastModifiedTime(file).toInstant().isBefore(since);
    return there ? JSON.readTree(file.toFile()) : MissingNode.getInstance();
  }

  /** Returns the folder in which a module leaves its reports. */
  Path reports(String module) {
    return models.resolve(module).resolve("target");
  }

  /** Reads a report of a module. Its name is {@code module/name}. */
  JsonNode report(String name) throws IOException {
    String[] parts = name.split("/");
    return read(reports(parts[0]).resolve(parts[1]));
  }

  /** Returns the files of a folder with this ending, in order; none if there is no such folder. */
  static List<Path> list(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }
}
