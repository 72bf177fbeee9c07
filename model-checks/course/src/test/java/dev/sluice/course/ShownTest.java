// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.harness.Project;
import dev.sluice.model.mutant.Mutant;
import dev.sluice.model.tlc.Fault;
import dev.sluice.model.tlc.TlcResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * What the checks of this build said of mutants and of faults in the specs, held against the
 * chapters that show it. The checks have run before, and left reports: so this runs in {@code mvn
 * verify} only.
 */
@Tag("long")
class ShownTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static JsonNode report(String file) throws IOException {
    Path path = Project.ROOT.resolve(file);
    Instant build = Instant.parse(System.getProperty("sluice.build"));
    assertTrue(
        Files.exists(path) && !Files.getLastModifiedTime(path).toInstant().isBefore(build),
        () -> path + " is not of this build: run mvn -B verify");
    return JSON.readTree(path.toFile());
  }

  private static Stream<String> shown(String kind) throws IOException {
    return Course.all().stream()
        .map(Course.Shown::what)
        .filter(what -> what.startsWith(kind + " "))
        .map(what -> what.substring(kind.length() + 1))
        .distinct();
  }

  /** Those that were tried: {@code -Dmutants} may leave some out. */
  @TestFactory
  List<DynamicTest> aMutantSaysWhatItsChapterShows() throws IOException {
    JsonNode report = report("model-checks/mutants/target/mutants.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (String number : shown("mutant").toList()) {
      Mutant mutant = Show.mutant(number);
      for (JsonNode trial : report.path("list")) {
        if (trial.path("id").asText().equals(mutant.id()) && trial.path("tried").asBoolean()) {
          String said = Show.text(mutant, trial.path("finding").asText());
          tests.add(
              DynamicTest.dynamicTest(mutant.id(), () -> Chapters.hold("mutant " + number, said)));
        }
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> aFaultSaysWhatItsChapterShows() throws IOException {
    JsonNode report = report("model-checks/specs/target/tlc.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : shown("fault").toList()) {
      Fault fault = Show.fault(name);
      TlcResult result = result(report, fault);
      tests.add(
          DynamicTest.dynamicTest(
              name, () -> Chapters.hold("fault " + name, Show.text(fault, result))));
    }
    return tests;
  }

  private static TlcResult result(JsonNode report, Fault fault) throws IOException {
    for (JsonNode run : report.path("runs")) {
      TlcResult result = JSON.treeToValue(run, TlcResult.class);
      if (result.constants().getOrDefault("Fault", "").equals('"' + fault.name() + '"')
          && result.rejects(fault.property())) {
        return result;
      }
    }
    throw new IOException("TLC was not run with " + fault);
  }
}
