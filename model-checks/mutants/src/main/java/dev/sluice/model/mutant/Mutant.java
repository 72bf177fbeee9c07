// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Plan;
import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A patch with a header of lines {@code Key: value}, in which {@code Finding} may stand more than
 * once:
 *
 * <pre>
 *   Breaks: what is wrong now, in a sentence
 *   Property: ids of properties that no longer hold
 *   Transitions: ids of the transitions that are wrong
 *   Resembles: a similar bug in a public project, or -
 *   Killer: the check that must find it, see {@link Check}
 *   Finding: words that the check must say
 *   Architecture: any, or the one on which the check can see it
 *   Equivalent: in place of the last three lines, why no check can tell it from the kernel
 * </pre>
 *
 * @param id the file's name without its end, for example {@code 001-missing-wake-up}
 * @param killer empty if the mutant is equivalent
 * @param findings words, all of which the check must say
 * @param equivalent why the mutant is equivalent, if it is
 * @param diff the unified diff, with its file headers
 */
public record Mutant(
    String id,
    String breaks,
    List<String> properties,
    List<String> transitions,
    String resembles,
    Optional<Check> killer,
    List<String> findings,
    String architecture,
    Optional<String> equivalent,
    List<String> diff) {

  /** The folder of the project's mutants. */
  public static final Path FOLDER = Project.ROOT.resolve("model-checks/mutants/src/main/patches");

  private static final String END = ".patch";
  private static final Set<String> KEYS =
      Set.of(
          "Breaks",
          "Property",
          "Transitions",
          "Resembles",
          "Killer",
          "Finding",
          "Architecture",
          "Equivalent");

  /**
   * Reads a folder of mutants.
   *
   * @return the mutants, in the order of their numbers
   * @throws IOException if one cannot be read
   */
  public static List<Mutant> all(Path folder) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(END)).sorted().toList()) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - END.length());
        mutants.add(parse(id, Files.readAllLines(file)));
      }
    }
    return mutants;
  }

  static Mutant parse(String id, List<String> lines) {
    if (!id.matches("\\d{3}-[a-z0-9-]+")) {
      throw new IllegalArgumentException("not named NNN-in-lower-case: " + id);
    }
    Map<String, List<String>> header = new HashMap<>();
    int line = 0;
    for (; line < lines.size() && !lines.get(line).startsWith("--- "); line++) {
      if (!lines.get(line).isBlank()) {
        String[] entry = lines.get(line).split(": ", 2);
        if (entry.length != 2 || !KEYS.contains(entry[0])) {
          throw new IllegalArgumentException(id + ": not a header line: " + lines.get(line));
        }
        header.computeIfAbsent(entry[0], key -> new ArrayList<>()).add(entry[1].strip());
      }
    }
    Optional<String> equivalent = one(id, header, "Equivalent");
    Optional<Check> killer = one(id, header, "Killer").map(Plan::check);
    List<String> findings = header.getOrDefault("Finding", List.of());
    if (killer.isPresent() == equivalent.isPresent() || killer.isPresent() == findings.isEmpty()) {
      throw new IllegalArgumentException(id + ": either Killer and Finding, or Equivalent");
    }
    return new Mutant(
        id,
        required(id, header, "Breaks"),
        List.of(required(id, header, "Property").split(" ")),
        List.of(required(id, header, "Transitions").split(" ")),
        required(id, header, "Resembles"),
        killer,
        List.copyOf(findings),
        one(id, header, "Architecture").orElse("any"),
        equivalent,
        List.copyOf(lines.subList(line, lines.size())));
  }

  private static String required(String id, Map<String, List<String>> header, String key) {
    return one(id, header, key)
        .orElseThrow(() -> new IllegalArgumentException(id + ": no line " + key));
  }

  private static Optional<String> one(String id, Map<String, List<String>> header, String key) {
    List<String> values = header.getOrDefault(key, List.of());
    if (values.size() > 1) {
      throw new IllegalArgumentException(id + ": more than one line " + key);
    }
    return values.stream().findFirst();
  }

  /**
   * Returns the kernel with this fault in it.
   *
   * @throws IOException if the patch does not apply
   */
  public KernelSources in(KernelSources kernel) throws IOException {
    return Patches.apply(diff, kernel);
  }

  /**
   * Tells whether the fault is in these sources: the patch can be reversed, and then be applied
   * again.
   */
  public boolean isIn(KernelSources sources) {
    try {
      return in(Patches.apply(Patches.reversed(diff), sources)).equals(sources);
    } catch (IOException | IllegalArgumentException e) {
      return false; // not all lines of the patch are there
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
