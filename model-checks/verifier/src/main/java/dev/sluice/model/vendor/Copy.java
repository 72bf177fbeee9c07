// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the kernel that was found.
 *
 * @param folder the folder of its package
 * @param origin where the copy says that it comes from
 * @param sources its sources under the kernel's own name, each line with the number it has in the
 *     copy
 */
record Copy(Path folder, Renaming renaming, Optional<Origin> origin, KernelSources sources) {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");

  /** A folder with these files has a kernel. */
  private static final List<String> MARKS = List.of("FlushHandle.java", "FlushTask.java");

  private static final String IO_MARK = "io/BufferedFlushWriter.java";

  /**
   * Finds the one copy below a folder.
   *
   * @throws BadInput if there is none, or more than one
   */
  static Copy find(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new BadInput(
          Files.exists(root)
              ? root + " is a file: name the folder with the sources."
              : "There is no folder " + root + ": name the one with the sources.");
    }
    try {
      return read(folder(root));
    } catch (AccessDeniedException e) {
      throw new BadInput(e.getFile() + " cannot be read: permission denied.");
    } catch (UncheckedIOException e) {
      throw new BadInput("Cannot be read: " + e.getCause().getMessage());
    }
  }

  private static Path folder(Path root) throws IOException {
    List<Path> found;
    boolean anySource;
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> files =
          all.filter(f -> f.toString().endsWith(".java"))
              .filter(f -> !f.toString().contains(ReportFolder.WORK)) // an earlier run made these
              .toList();
      anySource = !files.isEmpty();
      found =
          files.stream()
              .filter(f -> f.endsWith(MARKS.get(0)))
              .map(Path::getParent)
              .filter(f -> MARKS.stream().allMatch(mark -> Files.exists(f.resolve(mark))))
              .sorted()
              .toList();
    }
    if (found.isEmpty()) {
      throw new BadInput(
          anySource
              ? root + " holds no copy of the kernel: make one with 'vendor --to " + root + "'."
              : root + " holds no Java sources: name the folder that the copy is in.");
    }
    if (found.size() > 1) {
      throw new BadInput("There are several copies, name the folder of one: " + found);
    }
    return found.get(0);
  }

  private static Copy read(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String part : Stream.concat(Stream.of(""), Renaming.BELOW.stream()).toList()) {
      Path from = folder.resolve(part);
      boolean users = part.equals("io") && !Files.exists(folder.resolve(IO_MARK));
      if (Files.isDirectory(from) && !users) {
        try (Stream<Path> files = Files.list(from)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
            texts.put(
                Renaming.ofKernel(folder.relativize(file).toString().replace('\\', '/')),
                text(file));
          }
        }
      }
    }
    Renaming renaming = new Renaming(packageOf(folder, texts));
    texts.replaceAll((path, text) -> renaming.back(text));
    Optional<Origin> origin =
        Files.exists(folder.resolve(Origin.FILE))
            ? Optional.of(Origin.read(folder))
            : Optional.empty();
    return new Copy(folder, renaming, origin, new KernelSources(texts));
  }

  /** Reads a file, and makes the line ends those of the kernel. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new BadInput(file + " is not UTF-8: save it as UTF-8.");
    }
  }

  /**
   * Returns the package that all files name. Files in a package below name that package behind it.
   */
  private static String packageOf(Path folder, SortedMap<String, String> texts) {
    SortedMap<String, String> declared = new TreeMap<>();
    texts.forEach(
        (path, text) -> {
          Matcher declaration = PACKAGE.matcher(text);
          String name = declaration.find() ? declaration.group(1) : "none";
          String inCopy = Renaming.path(path);
          String below = Renaming.below(inCopy);
          String suffix = below.isEmpty() ? "" : "." + below;
          declared.putIfAbsent(
              name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name,
              inCopy);
        });
    if (declared.size() > 1) {
      List<String> each = new ArrayList<>();
      declared.forEach((name, file) -> each.add(name + " (" + file + ")"));
      throw new BadInput(
          "The sources in "
              + folder
              + " are of several packages, and have to be of one: "
              + String.join(", ", each));
    }
    return declared.firstKey();
  }

  /** Tells whether the copy has the part for files. */
  boolean hasIo() {
    return sources.files().keySet().stream().anyMatch(path -> path.startsWith("dev/sluice/io/"));
  }

  /** Returns the place of a file of the kernel in this copy. */
  Path file(String ofKernel) {
    return folder.resolve(Renaming.path(ofKernel));
  }
}
