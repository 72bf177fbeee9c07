// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that the user gets. It has the verdict, JUnit's XML, and the files that the verdict
 * was made from.
 */
record ReportFolder(Path out) {

  static final String WORK = "sluice-work";
  private static final String XML = "TEST-sluice-";

  /** The files of a workspace that are needed to judge and show its results elsewhere. */
  private static final String EVIDENCE =
      "kernel/target/([^/]+\\.json|[^/]+-reports/.+)"
          + "|kernel/transitions\\.tsv|(kernel|stress-tests)/src/main/java/.+"
          + "|model-checks/specs/src/main/tla/.+"
          + "|model-checks/mutants/src/main/patches/.+"
          + "|model-checks/[^/]+/target/([^/]+\\.json|[^/]+-reports/.+)"
          + "|stress-tests/target/stress/(?!html/).+";

  /** JUnit's XML of one check. */
  private static final Pattern CHECK =
      Pattern.compile(".*/target/([^/]+)-reports/TEST-junit-jupiter\\.xml");

  /**
   * Makes the folder, or takes that of an earlier run and deletes the files of that run.
   *
   * @throws BadInput if the folder cannot be written
   */
  static ReportFolder make(Path out) throws IOException {
    ReportFolder folder = new ReportFolder(out.toAbsolutePath().normalize());
    try {
      Files.createDirectories(folder.junit());
      delete(folder.work());
      delete(folder.evidence());
      for (String old : List.of("verdict.json", "verdict.md", ShardReport.FILE)) {
        Files.deleteIfExists(folder.out.resolve(old));
      }
      try (Stream<Path> files = Files.list(folder.junit())) {
        for (Path file : files.filter(f -> f.getFileName().toString().startsWith(XML)).toList()) {
          Files.delete(file);
        }
      }
      Files.createDirectories(folder.work());
    } catch (FileSystemException e) {
      throw new BadInput("Cannot write reports to " + out + ": choose another --report. " + e);
    }
    return folder;
  }

  /** Returns the folder that looks like this project. */
  Path work() {
    return out.resolve(WORK);
  }

  private Path junit() {
    return out.resolve("junit");
  }

  /** Returns the folder that a shard leaves for the merge. */
  Path evidence() {
    return out.resolve("evidence");
  }

  /** Keeps the files that are needed to judge. */
  void keepEvidence() throws IOException {
    copyEvidence(work(), evidence());
  }

  /** Copies the files that a shard kept to those of other shards. */
  static void copyEvidence(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = from.relativize(file).toString().replace('\\', '/');
        if (path.matches(EVIDENCE)) {
          Path copy = to.resolve(path);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /**
   * Puts the results into the folder.
   *
   * @param inTheCopy makes a text about the kernel one about the copy
   */
  void publish(UnaryOperator<String> inTheCopy) throws IOException {
    Path verdict = work().resolve("target/verdict");
    if (Files.isDirectory(verdict)) {
      try (Stream<Path> files = Files.list(verdict)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(
              file,
              out.resolve(file.getFileName().toString()),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    xml("stress", work().resolve("stress-tests/target/stress/TEST-jcstress.xml"), inTheCopy);
    try (Stream<Path> files = Files.walk(work())) {
      for (Path file : files.toList()) {
        Matcher check = CHECK.matcher(file.toString().replace('\\', '/'));
        if (check.matches()) {
          xml(check.group(1), file, inTheCopy);
        }
      }
    }
  }

  private void xml(String name, Path report, UnaryOperator<String> inTheCopy) throws IOException {
    if (Files.exists(report)) {
      String text =
          Files.readString(report)
              .replaceFirst("name=\"(JUnit Jupiter|jcstress)\"", "name=\"sluice " + name + "\"");
      Files.writeString(junit().resolve(XML + name + ".xml"), inTheCopy.apply(text));
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
