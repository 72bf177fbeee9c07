// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the checks said about the kernel, and makes it say the same about the copy. */
final class Findings {

  private static final Pattern LINE = Pattern.compile("\\((\\w+\\.java):(\\d+)\\)");

  /** The first line of the next of several results in a log. */
  private static final Pattern NEXT = Pattern.compile("(passed|FAILED|SKIPPED|ok|ran|stress:) .*");

  /** Lines that a JVM, or the explorer, prints about itself. */
  private static final Pattern NOISE = Pattern.compile("OpenJDK .* warning|WARNING: |\\[explore] ");

  private static final int MOST = 5;
  private static final int LONGEST = 300;

  private final Copy copy;
  private final Differences differences;

  Findings(Copy copy, Differences differences) {
    this.copy = copy;
    this.differences = differences;
  }

  /** Returns all findings in a log, at least one. */
  List<Finding> of(String layer, String check, Outcome outcome, Path log) {
    List<Finding> findings = new ArrayList<>();
    List<String> lines = outcome.says().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("FAILED ") || lines.get(i).startsWith("SKIPPED ")) {
        int end = i + 1;
        while (end < lines.size() && !NEXT.matcher(lines.get(end)).matches()) {
          end++;
        }
        findings.add(failed(layer, lines.subList(i, end), log));
        i = end - 1;
      }
    }
    if (outcome.kind() == Outcome.Kind.BROKE || findings.isEmpty()) {
      String what = outcome.kind() == Outcome.Kind.BROKE ? "The check broke down: " : "";
      findings.add(finding(layer, check, what + outcome.says(), outcome.says(), log));
    }
    return findings;
  }

  /**
   * Reads the lines {@code FAILED name: what was thrown}, then {@code in} and the full name, or
   * reasons.
   */
  private Finding failed(String layer, List<String> lines, Path log) {
    String first = lines.get(0).replaceFirst("^\\w+ +", "");
    String name = first.split(": ", 2)[0].replaceFirst(" {2,}.*", "");
    String says = first.contains(": ") ? first.split(": ", 2)[1] : "";
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("in ")) {
        name += ", " + line.substring("in ".length());
        break;
      }
      says += "\n" + line.strip();
    }
    return finding(layer, name, says.strip(), String.join("\n", lines), log);
  }

  private Finding finding(String layer, String check, String says, String all, Path log) {
    Set<String> seen = new LinkedHashSet<>();
    Set<String> seenAndChanged = new LinkedHashSet<>();
    Matcher matcher = LINE.matcher(all);
    while (matcher.find()) {
      for (String path : copy.sources().files().keySet()) {
        if (path.endsWith("/" + matcher.group(1))) {
          int line = Integer.parseInt(matcher.group(2));
          String where = copy.file(path) + ":" + line;
          seen.add(where);
          if (differences.lines().getOrDefault(path, List.of()).contains(line)) {
            seenAndChanged.add(where + ", changed in this copy");
            seen.remove(where);
          }
        }
      }
    }
    seenAndChanged.addAll(seen);
    boolean hit = seenAndChanged.stream().anyMatch(where -> where.endsWith("copy"));
    return new Finding(
        layer,
        check,
        shortened(says),
        seenAndChanged.stream().limit(MOST).toList(),
        hit ? List.of() : changed(),
        log.toString());
  }

  private List<String> changed() {
    List<String> changed = new ArrayList<>();
    differences
        .lines()
        .forEach((path, lines) -> lines.forEach(l -> changed.add(copy.file(path) + ":" + l)));
    return changed.stream().limit(2 * MOST).toList();
  }

  private String shortened(String says) {
    StringBuilder text = new StringBuilder();
    inTheCopy(says)
        .lines()
        .filter(line -> !NOISE.matcher(line).lookingAt())
        .limit(MOST)
        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line)
        .forEach(line -> text.append(line).append('\n'));
    return text.toString().strip();
  }

  /** Returns a text with the copy's names for its classes. Tests of the kernel keep their names. */
  String inTheCopy(String text) {
    String said = text;
    for (String path : copy.sources().files().keySet()) {
      String type = path.substring(0, path.length() - ".java".length());
      for (String of : List.of(type.replace('/', '.'), type)) {
        boolean dots = of.contains(".");
        String its = copy.renaming().out(type.replace('/', '.'));
        said =
            Pattern.compile("(?<![\\w.])" + Pattern.quote(of) + "(?!\\w)")
                .matcher(said)
                .replaceAll(Matcher.quoteReplacement(dots ? its : its.replace('.', '/')));
      }
    }
    return said;
  }
}
