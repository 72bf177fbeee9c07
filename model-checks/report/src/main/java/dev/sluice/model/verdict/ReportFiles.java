// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The files that a build leaves.
 *
 * @param root the root of the project
 * @param buildStarted an older file is of an earlier build, and does not count
 */
record ReportFiles(Path root, Instant buildStarted) {

  JsonNode read(String path, List<String> shortfalls) throws IOException {
    Path file = root.resolve(path);
    boolean there = Files.exists(file) && fresh(file);
    require(shortfalls, there, path + " was not written by this build");
    return there ? new ObjectMapper().readTree(file.toFile()) : MissingNode.getInstance();
  }

  boolean fresh(Path file) {
    try {
      return !Files.getLastModifiedTime(file).toInstant().isBefore(buildStarted);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static void require(List<String> shortfalls, boolean holds, String otherwise) {
    if (!holds) {
      shortfalls.add(otherwise);
    }
  }
}
