// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.Exit;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.mutant.Mutant;
import dev.sluice.model.mutant.Trial;
import dev.sluice.model.tlc.Fault;
import dev.sluice.model.tlc.Specs;
import dev.sluice.model.tlc.Tlc;
import dev.sluice.model.tlc.TlcConfig;
import dev.sluice.model.tlc.TlcResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs what a chapter of the course names: {@code mvn ... -Dshow="ladder 3"}. */
public final class Show {

  /** The text after this differs from run to run. */
  static final String EXAMPLE = "for example:\n";

  private static final Path WORK = Path.of("target/course").toAbsolutePath();
  private static final Path KERNEL = KernelSources.MODULE.resolve("target/classes");
  private static final Specs SPECS = new Specs(Specs.FOLDER);
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Pattern STEP =
      Pattern.compile("\\d+: <(\\w+) line .*|\\d+: (Stuttering|Back to state).*");

  private Show() {}

  /**
   * Runs the command.
   *
   * @param arguments {@code ladder} and the number of a chapter, {@code mutant} and its number,
   *     {@code fault} and its name in {@code faults.tsv}; or {@code refresh} and one of these, the
   *     number of a chapter as in the name of its file, or {@code all}
   */
  public static void main(String[] arguments) {
    Exit.with(
        () -> {
          System.out.println(show(arguments.length == 1 ? arguments[0] : ""));
          return Exit.WELL;
        });
  }

  private static String show(String what) throws Exception {
    String[] words = what.split(" ", 2);
    switch (words.length == 2 ? words[0] : "") {
      case "ladder":
        return ladder(words[1]);
      case "mutant":
        return mutant(Trial.run(mutant(words[1]), KernelSources.read(KernelSources.HERE), WORK));
      case "fault":
        Fault fault = fault(words[1]);
        return text(fault, check(fault));
      case "refresh":
        return refresh(words[1]);
      default:
        throw new IllegalArgumentException(
            "what to show? ladder CHAPTER, mutant NUMBER or fault NAME, but not: " + what);
    }
  }

  /** Writes the present output into the chapters that show it. */
  private static String refresh(String what) throws Exception {
    Set<String> refreshed = new TreeSet<>();
    for (Course.Shown shown : Course.all()) {
      boolean named = shown.what().equals(what) || shown.chapter().name().startsWith(what);
      if ((named || what.equals("all")) && refreshed.add(shown.what())) {
        Course.refresh(shown.what(), show(shown.what()));
      }
    }
    return "refreshed: " + refreshed;
  }

  private static String ladder(String chapter) throws IOException, InterruptedException {
    Outcome outcome =
        Child.run(
            KERNEL,
            Child.EXPLORATION,
            Ladders.class,
            List.of(chapter),
            Path.of("").toAbsolutePath(),
            WORK.resolve("ladder.txt"),
            AT_MOST);
    if (outcome.kind() != Outcome.Kind.PASSED) {
      throw new IllegalStateException(outcome.says());
    }
    return Stable.of(outcome.says());
  }

  private static String mutant(Trial trial) {
    if (!trial.killed() && trial.mutant().killer().isPresent()) {
      throw new IllegalStateException(trial.line() + "\n" + trial.finding());
    }
    return text(trial.mutant(), trial.finding());
  }

  /** Returns the mutant of a number. */
  static Mutant mutant(String number) throws IOException {
    return Mutant.all(Mutant.FOLDER).stream()
        .filter(m -> m.id().startsWith(number + "-"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no mutant " + number));
  }

  /**
   * Returns the result of a mutant: what it changes, which check looked at it, and what the check
   * said.
   *
   * @param said what the check said
   */
  static String text(Mutant mutant, String said) {
    String change =
        mutant.diff().stream()
            .filter(line -> line.matches("[-+](?!--|\\+\\+).*"))
            .collect(Collectors.joining("\n"));
    String check = mutant.killer().map(Check::id).orElse("no check can tell it from the kernel");
    return mutant.breaks() + "\n" + change + "\n\n" + check + "\n" + finding(mutant, said);
  }

  private static String finding(Mutant mutant, String said) {
    String says = Stable.of(said);
    if (mutant.killer().isEmpty()) {
      return says;
    }
    return switch (mutant.killer().get().layer()) {
      case UNIT -> matching(says, "FAILED .*");
      case STRESS -> matching(says, "FORBIDDEN .*");
      case CONFORM -> EXAMPLE + says; // it comes from real threads
      default -> says;
    };
  }

  private static String matching(String says, String line) {
    return says.lines().filter(l -> l.matches(line)).collect(Collectors.joining("\n"));
  }

  static Fault fault(String name) throws IOException {
    return faults(name)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name));
  }

  private static TlcResult check(Fault fault) throws IOException, InterruptedException {
    TlcConfig config = SPECS.configuration(fault.config());
    return new Tlc(WORK, List.of("-XX:+UseSerialGC"), 1, AT_MOST)
        .check(config.broken(fault.name(), fault.property()), false);
  }

  static boolean isFault(String name) throws IOException {
    return faults(name).findFirst().isPresent();
  }

  private static Stream<Fault> faults(String name) throws IOException {
    return SPECS.faults().stream().filter(fault -> fault.name().equals(name));
  }

  private static String step(Matcher step) {
    if (step.group(1) != null) {
      return "  " + step.group(1);
    }
    return step.group(2).equals("Stuttering") ? "  nothing more, for ever" : "  and round again";
  }

  /** Returns what TLC found: what does not hold, and the actions that lead there. */
  static String text(Fault fault, TlcResult result) throws IOException {
    if (!result.rejects(fault.property())) {
      throw new IllegalStateException(result.line() + ", see " + result.output());
    }
    List<String> steps =
        Files.readAllLines(Path.of(result.output())).stream()
            .map(STEP::matcher)
            .filter(Matcher::matches)
            .map(Show::step)
            .toList();
    // TLC checks liveness from time to time, so it may find another path in each run.
    boolean liveness = SPECS.configuration(fault.config()).properties().contains(fault.property());
    String says = fault.says() + "\n" + fault.property() + " does not hold\n";
    return says + (liveness ? EXAMPLE : "") + String.join("\n", steps);
  }
}
