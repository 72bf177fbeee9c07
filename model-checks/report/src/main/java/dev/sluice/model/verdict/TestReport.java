// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * JUnit's XML on one class of tests.
 *
 * @param type the class
 * @param classes the class, and the classes within it that have tests
 * @param tests how many ran or were skipped
 * @param bad how many tests failed, or broke down
 * @param skipped for each skipped test, the reason
 * @param seconds how long the class took
 */
record TestReport(
    String type, Set<String> classes, int tests, int bad, List<String> skipped, double seconds) {

  /**
   * Returns the reports that this build wrote in a module, by any execution of any plugin.
   *
   * @throws IOException if a file is not a report, for example because the JVM died while it wrote
   */
  static List<TestReport> of(ReportFiles files, Path module) throws IOException {
    List<TestReport> reports = new ArrayList<>();
    Path target = module.resolve("target");
    for (Path folder : list(target, ".*-reports")) {
      for (Path file : list(folder, "TEST-.*\\.xml")) {
        if (files.fresh(file)) {
          reports.add(read(file));
        }
      }
    }
    return reports;
  }

  private static List<Path> list(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(f -> f.getFileName().toString().matches(names)).sorted().toList();
    }
  }

  private static TestReport read(Path file) throws IOException {
    Element suite = parse(file);
    Set<String> classes = new HashSet<>();
    for (Element test : all(suite, "testcase")) {
      classes.add(test.getAttribute("classname"));
    }
    List<String> skipped = new ArrayList<>();
    for (Element skip : all(suite, "skipped")) {
      String text = skip.getTextContent().strip().lines().findFirst().orElse("");
      skipped.add((skip.getAttribute("message") + " " + text).strip());
    }
    return new TestReport(
        file.getFileName().toString().replaceAll("^TEST-|(\\$.*)?\\.xml$", ""),
        classes,
        number(suite, "tests"),
        number(suite, "failures") + number(suite, "errors"),
        skipped,
        Double.parseDouble(suite.getAttribute("time").replace(",", "")));
  }

  private static int number(Element suite, String name) {
    return Integer.parseInt(suite.getAttribute(name));
  }

  private static List<Element> all(Element in, String name) {
    NodeList found = in.getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  /** Returns the root of an XML file. */
  static Element parse(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not XML: " + file, e);
    }
  }
}
