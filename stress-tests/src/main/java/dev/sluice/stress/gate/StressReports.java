// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import dev.sluice.stress.gate.StressVerdict.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.HTMLReportPrinter;

/** The reports of a run: lines, JUnit's XML, JCStress's HTML. */
final class StressReports {
  static final String XML = "TEST-jcstress.xml";

  private StressReports() {}

  /** Prints a line for each test, the reasons below it, and a line of totals at the end. */
  static void print(
      PrintStream out,
      StressSummary summary,
      List<StressVerdict> verdicts,
      Optional<String> failure) {
    for (StressVerdict v : verdicts) {
      String name = v.name().substring(v.name().lastIndexOf('.') + 1);
      out.printf(
          "%-7s %-34s %,13d samples %3d configurations  %s%n",
          v.kind() == Kind.PASSED ? "ok" : v.kind(),
          name,
          v.samples(),
          v.configurations(),
          String.join(" ", v.transitions()));
      v.reasons().forEach(reason -> out.println("          " + reason));
    }
    failure.ifPresent(why -> out.println("FAILED  " + why));
    TreeSet<String> transitions = new TreeSet<>(Ids.ORDER);
    verdicts.forEach(v -> transitions.addAll(v.transitions()));
    out.printf(
        "stress: %s, JDK %s: %d tests, %d passed, %d failed, %d skipped, %,d samples,"
            + " %d transitions visited, %d s%n",
        summary.level(),
        summary.jdk(),
        summary.tests().size(),
        summary.passed(),
        summary.failed(),
        summary.skipped(),
        verdicts.stream().mapToLong(StressVerdict::samples).sum(),
        transitions.size(),
        summary.seconds());
  }

  /**
   * Writes the XML. A skipped test is an error here, because readers of this format ignore skipped
   * tests.
   */
  static void xml(
      Path directory, List<StressVerdict> verdicts, Optional<String> failure, long seconds)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(directory.resolve(XML))) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "jcstress");
      xml.writeAttribute(
          "tests", Integer.toString(verdicts.size() + (failure.isPresent() ? 1 : 0)));
      xml.writeAttribute("failures", count(verdicts, Kind.FAILED));
      xml.writeAttribute(
          "errors",
          Integer.toString(
              Integer.parseInt(count(verdicts, Kind.SKIPPED)) + (failure.isPresent() ? 1 : 0)));
      xml.writeAttribute("skipped", "0");
      xml.writeAttribute("time", Long.toString(seconds));
      for (StressVerdict v : verdicts) {
        String element =
            v.kind() == Kind.PASSED ? "" : v.kind() == Kind.FAILED ? "failure" : "error";
        testcase(xml, v.name(), "jcstress", element, String.join("\n", v.reasons()));
      }
      if (failure.isPresent()) {
        testcase(xml, StressGate.class.getName(), "run", "error", failure.get());
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static String count(List<StressVerdict> verdicts, Kind kind) {
    return Long.toString(verdicts.stream().filter(v -> v.kind() == kind).count());
  }

  private static void testcase(
      XMLStreamWriter xml, String test, String name, String element, String message)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", test);
    xml.writeAttribute("name", name);
    if (!element.isEmpty()) {
      xml.writeStartElement(element);
      xml.writeAttribute("message", message.lines().findFirst().orElse(""));
      xml.writeCharacters(message.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "?"));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** Writes JCStress's own report, beside the other reports. */
  static void html(Path directory, Collection<TestResult> results) throws IOException {
    InProcessCollector collector = new InProcessCollector();
    results.forEach(collector::add);
    Options options = new Options(new String[] {"-r", directory.resolve("html").toString()});
    PrintStream quiet = new PrintStream(OutputStream.nullOutputStream());
    PrintStream out = System.out;
    System.setOut(quiet); // JCStress counts the processors, and prints lines about that
    try {
      if (!options.parse()) {
        throw new IllegalStateException("JCStress refused its options");
      }
    } finally {
      System.setOut(out);
    }
    new HTMLReportPrinter(options, collector, quiet).work();
  }
}
