// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a check's output that is the same on each machine and each JDK. It has no times, no
 * numbers of lines, and no steps within the JDK. A schedule gets a column for each thread. It ends
 * with the second access of a data race, if there is one. The middle of a long schedule is left
 * out.
 */
final class Stable {

  private static final Pattern NOISE =
      Pattern.compile(
          "\\[explore].*|TLC .*|OpenJDK .* warning: .*|WARNING: .*|\\s+at .*|Exception in thread .*");

  private static final Pattern STEP =
      Pattern.compile(" *\\d+  thread (\\d+)  (.*?)  +(\\S+\\(\\S*\\))");

  /** The steps within the JDK that are shown. */
  private static final Pattern MEANT_OF_JDK =
      Pattern.compile("(parks|unparks|starts|joins|waits|notifies|interrupts|is interrupted).*");

  private static final Pattern RACE =
      Pattern.compile(
          ".*data race on \\S+[.](\\w+): .* by thread (\\d+) at (\\S+), then .* by thread (\\d+) at (\\S+);.*");

  private static final Pattern LINE = Pattern.compile("([\\w/$.]+)\\(\\w+\\.java:\\d+\\)");
  private static final int FIRST = 16;
  private static final int LAST = 12;

  /** A step of a schedule. */
  private record Step(int thread, String does, String at) {

    /**
     * Tells whether the step is shown. Only its own side touches a spinner, and nothing spins here.
     * A spawn looks whether a rehearsal is due, which happens once in a JVM.
     */
    boolean isShown() {
      return !at.matches("(Spinner|Rehearsal)\\b.*")
          && (isOurs() || MEANT_OF_JDK.matcher(does).matches());
    }

    boolean isOurs() {
      return Sources.has(at.replaceFirst("[$.].*", ""));
    }

    /**
     * Tells whether the step is this access to a field: by this thread, and at this place without
     * packages.
     */
    boolean is(String field, String thread, String place) {
      return does.matches(".*[.]" + field + "( = .*)?")
          && this.thread == Integer.parseInt(thread)
          && at.equals(place.replaceFirst(".*/", ""));
    }

    String row(int number, int column) {
      String text = " ".repeat(column * thread) + thread + ": " + does;
      String where = isOurs() ? at.replaceFirst("\\(.*", "") : "";
      where = where.replaceFirst(".*[$](?=[^.]*[.])", "");
      return String.format(Locale.ROOT, "%3d  %-80s %s", number, text, where).stripTrailing();
    }
  }

  private Stable() {}

  static String of(String said) {
    StringBuilder stable = new StringBuilder();
    List<Step> schedule = new ArrayList<>();
    Optional<Matcher> race = said.lines().map(RACE::matcher).filter(Matcher::matches).findFirst();
    for (String line : said.lines().toList()) {
      Matcher match = STEP.matcher(line);
      if (match.matches()) {
        String does = match.group(2).replace("TestThread#1", "thread 0");
        schedule.add(new Step(Integer.parseInt(match.group(1)), does, match.group(3)));
      } else if (!NOISE.matcher(line).matches()) {
        append(schedule, race, stable);
        stable.append(withoutNumbers(line).stripTrailing()).append('\n');
      }
    }
    append(schedule, race, stable);
    return stable.toString().strip().replaceAll("\n{3,}", "\n\n");
  }

  private static String withoutNumbers(String line) {
    return LINE.matcher(line)
        .replaceAll(m -> Matcher.quoteReplacement(m.group(1).replaceFirst(".*/", "")))
        .replaceFirst("^data race: ", "")
        .replaceFirst(", then (plain|volatile)", ",\n  then $1")
        .replaceFirst("; nothing that", ";\n  nothing that")
        .replaceAll("@[0-9a-f]{4,}", "@...")
        .replaceAll("seen \\d+ times", "seen ... times");
  }

  private static void append(List<Step> schedule, Optional<Matcher> race, StringBuilder to) {
    List<Step> shown =
        schedule.subList(0, end(schedule, race)).stream().filter(Step::isShown).toList();
    int column = shown.stream().anyMatch(step -> step.thread > 1) ? 22 : 32;
    int left = shown.size() - FIRST - LAST;
    for (int i = 0; i < shown.size(); i++) {
      if (left <= 1 || i < FIRST || i >= FIRST + left) {
        to.append(shown.get(i).row(i + 1, column)).append('\n');
      } else if (i == FIRST) {
        to.append("     ... ").append(left).append(" more steps\n");
      }
    }
    schedule.clear();
  }

  private static int end(List<Step> schedule, Optional<Matcher> race) {
    boolean first = false;
    for (int i = 0; race.isPresent() && i < schedule.size(); i++) {
      Matcher m = race.get();
      if (first && schedule.get(i).is(m.group(1), m.group(4), m.group(5))) {
        return i + 1;
      }
      first |= schedule.get(i).is(m.group(1), m.group(2), m.group(3));
    }
    return schedule.size();
  }
}
