// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Layer;
import dev.sluice.model.mutant.Mutant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name what is there, and quote what is run. */
class DocumentsTest {

  private static final List<String> SECTIONS =
      List.of("The race", "Run this", "What you will see", "Exercises");

  /** Numbers that are names: of chapters, mutants and threads, JDKs and sections of the JLS. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(chapters?|mutants?|rungs?|threads?|JDK|JLS|pull|issue)\\s[\\d.]+((,| and| to)\\s\\d+)*");

  private static final Pattern FIGURE =
      Pattern.compile("(?<![\\w.,#/-])\\d[\\d,.]*(?<=\\d)(?![\\w-])");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Document document : Document.all()) {
      for (Document.Target link : document.links) {
        links++;
        if (!leadsSomewhere(document, link.to())) {
          dead.add(document + ":" + (link.line() + 1) + " -> " + link.to());
        }
      }
    }
    assertEquals(List.of(), dead, "dead links");
    assertTrue(links > 20, "hardly a link was found: " + links);
  }

  /** Of an external one only the form is looked at: there is no network where this runs. */
  private static boolean leadsSomewhere(Document from, String link) throws IOException {
    URI uri = URI.create(link);
    if (uri.getScheme() != null) {
      return uri.getScheme().equals("https") && uri.getHost() != null;
    }
    Path target = from.file;
    if (!uri.getPath().isEmpty()) {
      target = from.file.resolveSibling(uri.getPath()).normalize();
    }
    return target.startsWith(Sources.ROOT)
        && Files.exists(target)
        && (uri.getFragment() == null || Document.read(target).anchors.contains(uri.getFragment()));
  }

  /**
   * All Java in the documents is a part of a source that the build compiles and tests: the first
   * one that is linked below it. A line of three dots leaves something out.
   */
  @Test
  void everyBlockOfJavaStandsInTheSourceThatIsLinkedBelowIt() throws IOException {
    List<String> strange = new ArrayList<>();
    int blocks = 0;
    for (Document document : Document.all()) {
      for (Document.Block block : document.blocks) {
        if (block.info().startsWith("java")) {
          blocks++;
          if (!standsInSource(document, block)) {
            strange.add(document + ":" + (block.firstLine() + 1));
          }
        }
      }
    }
    assertEquals(List.of(), strange, "blocks that are not in the source linked below them");
    assertTrue(blocks > 0, "no block was found");
  }

  private static boolean standsInSource(Document document, Document.Block block)
      throws IOException {
    for (Document.Target link : document.links) {
      if (link.line() >= block.lastLine() && link.to().endsWith(".java")) {
        String source = unindented(Files.readString(document.file.resolveSibling(link.to())));
        int from = 0;
        for (String part : unindented(block.text()).split("(?m)^\\.\\.\\.\\n")) {
          int at = source.indexOf(part, from);
          if (at < 0) {
            return false;
          }
          from = at + part.length();
        }
        return true;
      }
    }
    return false;
  }

  private static String unindented(String code) {
    return code.replaceAll("(?m)^ +", "");
  }

  @Test
  void everyCommandNamesWhatIsThere() throws IOException {
    Commands commands = new Commands();
    List<String> wrong = new ArrayList<>();
    for (Document document : Document.all()) {
      for (String command : Commands.of(document)) {
        List<String> faults = commands.faults(command);
        if (!faults.isEmpty()) {
          wrong.add(document + ": " + faults + " in: " + command);
        }
      }
    }
    assertEquals(List.of(), wrong, "commands that name what is not there");
  }

  @Test
  void everyChapterHasItsParts() throws IOException {
    List<Document> chapters = Document.chapters();
    Document index = Document.read(Sources.ROOT.resolve("docs/course/README.md"));
    List<String> listed =
        index.links.stream()
            .map(Document.Target::to)
            .filter(link -> link.matches("\\d\\d-.*"))
            .distinct()
            .toList();
    assertEquals(chapters.stream().map(Document::name).toList(), listed, "the list of chapters");
    int number = 0;
    for (Document chapter : chapters) {
      number++;
      assertTrue(chapter.headings.get(0).startsWith(number + ". "), () -> chapter + ": its number");
      assertTrue(chapter.headings.containsAll(SECTIONS), () -> chapter + ": " + chapter.headings);
      long commands = chapter.blocks.stream().filter(b -> b.info().equals("bash")).count();
      long shown = Course.all().stream().filter(s -> s.chapter().file.equals(chapter.file)).count();
      assertTrue(shown > 0 && shown == commands, () -> chapter + ": a command shows nothing");
    }
  }

  @Test
  void whatIsShownOfAMutantIsWhatKillsIt() throws IOException {
    for (Course.Shown shown : Course.all()) {
      if (shown.what().startsWith("mutant ")) {
        Mutant mutant = Show.mutant(shown.what().substring("mutant ".length()));
        for (String finding : mutant.findings()) {
          assertTrue(shown.output().text().contains(finding), () -> mutant + " in " + shown);
        }
      }
    }
  }

  @Test
  void everyMutantThatAChapterNamesIsThere() throws IOException {
    Matcher named;
    for (Document chapter : Document.chapters()) {
      named = Pattern.compile("mutants? (\\d{3})").matcher(chapter.prose);
      while (named.find()) {
        Show.mutant(named.group(1));
      }
    }
  }

  /** A figure in a chapter is one that its commands print; all others are written in words. */
  @Test
  void everyFigureOfAChapterIsPrintedByItsCommands() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Document chapter : Document.chapters()) {
      StringBuilder printed = new StringBuilder();
      for (Course.Shown shown : Course.all()) {
        printed.append(shown.chapter().file.equals(chapter.file) ? shown.output().text() : "");
      }
      String prose = NAMED.matcher(chapter.prose).replaceAll("");
      for (String line : prose.lines().filter(l -> !l.matches("\\d+\\. .*")).toList()) {
        Matcher figure = FIGURE.matcher(line);
        while (figure.find()) {
          String number = Pattern.quote(figure.group());
          if (!printed.toString().matches("(?s).*(?<!\\d)" + number + "(?!\\d).*")) {
            unknown.add(chapter + ": " + line.strip());
          }
        }
      }
    }
    assertEquals(List.of(), unknown, "figures that no command of their chapter prints");
  }

  /** Of the first table below a heading, the cells of each row. */
  private static List<List<String>> table(String file, String heading) throws IOException {
    String page = Files.readString(Sources.ROOT.resolve(file));
    return page.substring(page.indexOf("\n## " + heading))
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Stream.of(line.split("\\|")).map(String::strip).skip(1).toList())
        .toList();
  }

  @Test
  void theTablesOfLayersAreThoseOfThePlan() throws IOException {
    List<List<String>> layers =
        Stream.of(Layer.values())
            .map(layer -> List.of(layer.toString(), layer.sees(), layer.blindTo()))
            .toList();
    assertEquals(layers, table("docs/checks.md", "The plan"));
    List<String> said =
        table("README.md", "What checks it").stream()
            .flatMap(row -> Stream.of(row.get(0).split(", ")))
            .toList();
    List<String> ofTheKernel =
        Stream.of(Layer.values())
            .filter(layer -> layer != Layer.BENCH && layer != Layer.TESTS)
            .map(Layer::toString)
            .toList();
    assertEquals(ofTheKernel, said);
  }
}
