// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Whoever runs JMH ends it from outside: JMH 1.37 does not interrupt the thread of a benchmark with
 * synchronized iterations, whatever its own time-out says ({@code BenchmarkHandler.runIteration}).
 */
class TimeLimitTest {

  private static final String JMH = "jmh";

  /** The lines of a script or workflow that run JMH and have no limit. */
  private static List<String> unlimited(String script) {
    String joined = script.replaceAll("\\\\\\R\\s*", " ");
    return joined
        .lines()
        .map(String::strip)
        .filter(
            line ->
                !line.startsWith("#") && line.matches(".*(\\S*Main|\\.jar\"?) " + JMH + "\\b.*"))
        .filter(line -> !line.matches(".*\\btimeout -k \\d+ \\d+ .*"))
        .toList();
  }

  /** The executions of a pom that run JMH, by its command or by a comparison, and have no limit. */
  private static List<String> unlimitedIn(String pom, List<String> all) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(pom)));
    List<String> unlimited = new ArrayList<>();
    NodeList executions = document.getElementsByTagName("execution");
    for (int i = 0; i < executions.getLength(); i++) {
      Element execution = (Element) executions.item(i);
      NodeList arguments = execution.getElementsByTagName("argument");
      for (int j = 0; j < arguments.getLength(); j++) {
        if (List.of(JMH, "compare").contains(arguments.item(j).getTextContent())) {
          String id = execution.getElementsByTagName("id").item(0).getTextContent();
          all.add(id);
          NodeList limit = execution.getElementsByTagName("timeout");
          if (limit.getLength() == 0 || Long.parseLong(limit.item(0).getTextContent()) <= 0) {
            unlimited.add(id);
          }
        }
      }
    }
    return unlimited;
  }

  /** Seen red by the pom as it was, without a time-out. */
  @Test
  void theBuildLimitsEachRun() throws Exception {
    List<String> all = new ArrayList<>();
    String pom = Files.readString(Path.of("pom.xml"));
    assertEquals(List.of(), unlimitedIn(pom, all));
    assertEquals(List.of("the-copy-runs-a-benchmark", "the-guard-of-speed"), all);
    assertEquals(
        all, unlimitedIn(pom.replaceAll("<timeout>\\d+</timeout>", ""), new ArrayList<>()));
    for (String other :
        List.of(
            "../pom.xml",
            "../kernel/pom.xml",
            "../stress-tests/pom.xml",
            "../model-checks/pom.xml",
            "../model-checks/explorer/pom.xml",
            "../model-checks/harness/pom.xml")) {
      assertEquals(List.of(), unlimitedIn(Files.readString(Path.of(other)), new ArrayList<>()));
    }
  }

  /** Seen red by {@code variants} as it was. */
  @Test
  void scriptsAndWorkflowsLimitEachRun() throws IOException {
    String variants = Files.readString(Path.of("variants"));
    assertTrue(variants.contains("dev.sluice.bench.Main " + JMH), "it does not run JMH any more");
    assertEquals(1, unlimited(variants.replaceAll("timeout -k 5 \\d+ ", "")).size());
    List<Path> scripts = new ArrayList<>(List.of(Path.of("variants")));
    for (String folder : List.of("../.ci", "../.github/workflows")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files.forEach(scripts::add);
      }
    }
    for (Path script : scripts) {
      assertEquals(List.of(), unlimited(Files.readString(script)), script.toString());
    }
  }

  /** The tests here run it too: their JVM is ended by surefire. Seen red by a limit of 0. */
  @Test
  void surefireEndsTheTests() throws IOException {
    String limit = "<forkedProcessTimeoutInSeconds>";
    assertTrue(Files.readString(Path.of("../pom.xml")).matches("(?s).*" + limit + "[1-9]\\d*<.*"));
    assertEquals(-1, Files.readString(Path.of("pom.xml")).indexOf(limit), "another one here");
  }
}
