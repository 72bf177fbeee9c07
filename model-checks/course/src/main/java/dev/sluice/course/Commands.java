// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.mutant.Mutant;
import dev.sluice.model.scenario.Scenarios;
import dev.sluice.model.tlc.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks that everything exists that the commands in the documents name. */
final class Commands {

  /** Programs that do not depend on the project. */
  private static final Set<String> OTHERS = Set.of("git", "cp", "mkdir");

  private static final Set<String> PHASES =
      Set.of("clean", "test-compile", "test", "package", "integration-test", "verify");

  private static final Set<String> FLAGS = Set.of("-B", "-q", "-am");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

  /** Words in capitals, which the reader replaces. */
  private static final Pattern BLANK = Pattern.compile("[A-Z_:]+|i/n|N");

  /** The text of all poms. Each option is read in a pom or in a Java source. */
  private final String poms;

  private final String sources;

  Commands() throws IOException {
    poms = text("pom.xml");
    sources = text(".java");
  }

  private static String text(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(Sources.ROOT)) {
      for (Path file : files.filter(f -> f.toString().endsWith(end)).toList()) {
        if (!Sources.ROOT.relativize(file).toString().contains("target")) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }

  /**
   * Returns the commands of a document: those in blocks of a shell, and those in the text that call
   * Maven.
   */
  static List<String> of(Document document) {
    List<String> commands = new ArrayList<>();
    for (Document.Block block : document.blocks) {
      if (block.info().isEmpty() || block.info().equals("bash")) {
        String lines = block.text().replace("\\\n", " ");
        lines.lines().map(l -> l.replaceFirst("(^|\\s+)#.*", "")).forEach(commands::add);
      }
    }
    document.code.stream().filter(c -> c.startsWith("mvn ")).forEach(commands::add);
    commands.removeIf(String::isBlank);
    return commands;
  }

  /** Returns what a command names that does not exist. */
  List<String> faults(String command) throws IOException {
    List<String> words =
        WORD.matcher(command).results().map(w -> w.group().replace("\"", "")).toList();
    List<String> faults = new ArrayList<>();
    switch (words.get(0)) {
      case "mvn" -> maven(words, faults);
      case "java" -> java(words, faults);
      case "cd" ->
          require(Files.isDirectory(Sources.ROOT.resolve(words.get(1))), words.get(1), faults);
      default -> require(OTHERS.contains(words.get(0)), words.get(0), faults);
    }
    return faults;
  }

  private static void require(boolean there, String word, List<String> faults) {
    if (!there) {
      faults.add(word);
    }
  }

  private void maven(List<String> words, List<String> faults) throws IOException {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-pl")) {
        for (String module : words.get(++i).split(",")) {
          require(Files.exists(Sources.ROOT.resolve(module).resolve("pom.xml")), module, faults);
        }
      } else if (word.startsWith("-D")) {
        String[] option = word.substring(2).split("=", 2);
        option(option[0], option.length < 2 ? "" : option[1], faults);
      } else if (word.startsWith("-P")) {
        require(poms.contains("<id>" + word.substring(2) + "</id>"), word, faults);
      } else if (word.contains(":")) {
        require(goal(word), word, faults);
      } else {
        require(PHASES.contains(word) || FLAGS.contains(word), word, faults);
      }
    }
  }

  private boolean goal(String word) {
    String[] goal = word.split("[:@]");
    boolean plugin = poms.contains("<artifactId>" + goal[0] + "-maven-plugin</artifactId>");
    return (plugin || poms.contains("<artifactId>maven-" + goal[0] + "-plugin</artifactId>"))
        && (goal.length < 3 || poms.contains("<id>" + goal[2] + "</id>"));
  }

  private void option(String name, String value, List<String> faults) throws IOException {
    boolean read =
        poms.contains("${" + name + "}")
            || sources.matches(
                "(?s).*get(Property|Integer|Long|Boolean)\\(\\s*\"" + Pattern.quote(name) + "\".*");
    require(read || name.equals("test"), "-D" + name, faults);
    String option = "-D" + name + "=" + value;
    switch (name) {
      case "level" -> require(List.of("quick", "nightly", "soak").contains(value), option, faults);
      case "show" -> require(BLANK.matcher(value).matches() || canBeShown(value), option, faults);
      case "mutants" -> require(anyMutant(value), option, faults);
      case "test", "stress.tests" -> {
        for (String test : value.split(",")) {
          String type = test.replaceFirst("#.*", "");
          require(
              name.equals("test") ? Sources.has(type) : sources.contains(" class " + type),
              option,
              faults);
        }
      }
      default -> {}
    }
  }

  private static boolean anyMutant(String part) throws IOException {
    return Mutant.all(Mutant.FOLDER).stream().anyMatch(m -> m.id().contains(part));
  }

  private static boolean canBeShown(String what) throws IOException {
    Matcher words = Pattern.compile("(ladder|mutant|fault|refresh) (.+)").matcher(what);
    if (!words.matches()) {
      return false;
    }
    String name = words.group(2);
    return switch (words.group(1)) {
      case "ladder" -> Ladders.all().containsKey(Integer.parseInt(name));
      case "mutant" ->
          Mutant.all(Mutant.FOLDER).stream().anyMatch(m -> m.id().startsWith(name + "-"));
      case "fault" -> Show.isFault(name);
      default ->
          name.equals("all")
              || Document.chapters().stream().anyMatch(c -> c.name().startsWith(name));
    };
  }

  private void java(List<String> words, List<String> faults) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-jar")) {
        String jar = Path.of(words.get(++i)).getFileName().toString().replace(".jar", "");
        require(poms.matches("(?s).*[/>\"]" + jar + "([.]jar)?[<\"].*"), words.get(i), faults);
        String command = words.get(i + 1);
        require(sources.contains("name = \"" + command + '"'), command, faults);
      } else if (word.startsWith("--") && words.contains("-jar")) {
        require(sources.contains('"' + word + '"'), word, faults);
      } else if (word.startsWith("dev.sluice.")) {
        require(Sources.has(word.substring(1 + word.lastIndexOf('.'))), word, faults);
        if (word.endsWith(".ExploreCommand")) {
          String name = words.get(i + 1);
          boolean there = Scenarios.all().stream().anyMatch(s -> s.toString().equals(name));
          require(there && words.size() == i + 5, "arguments of " + word, faults);
        }
      } else if (word.endsWith(".cfg") || word.endsWith(".tla")) {
        require(Files.exists(Specs.FOLDER.resolve(word)), word, faults);
      }
    }
  }
}
