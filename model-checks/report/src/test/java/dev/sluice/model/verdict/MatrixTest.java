// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the matrix is a shortfall. */
class MatrixTest {

  private static final String HEADER = "id\tname\tkind\tsays\tnext\trequired\twhy fewer";
  private static final String TRANSITION =
      "S1\tput\ttransition\tslot empty\titem\tunit tlc mutants\t";
  private static final String PROPERTY =
      "B1\tconservation\tproperty\tnothing lost\t\ttlc mutants\tonly a model";

  private static final Set<Layer> ALL = Set.copyOf(Layer.columns());

  @TempDir Path folder;

  private Registry registry(String... rows) throws IOException {
    Path file = folder.resolve("registry.tsv");
    Files.writeString(file, HEADER + "\n" + String.join("\n", rows) + "\n");
    return Registry.read(file);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private Matrix full() throws IOException {
    Matrix matrix = new Matrix(registry(TRANSITION, PROPERTY));
    matrix.probes(json("{'unit': {'transitions': {'S1': 3}}}"));
    matrix.tlc(
        json(
            "{'runs': [{'verdict': 'COMPLETED', 'distinct': 5, 'properties': ['B1_Conservation'],"
                + " 'actions': {'S1_Put': {'generated': 7}}}]}"));
    return matrix;
  }

  @Test
  void aMatrixWithEachCellVisitedHasNoShortfall() throws IOException {
    Matrix matrix = full();
    matrix.mutants(json("{'list': [{'killed': true, 'property': ['B1'], 'transitions': ['S1']}]}"));
    assertEquals(List.of(), matrix.shortfalls(ALL));
    assertEquals(7, matrix.visits(Layer.TLC, "S1"));
    assertEquals(5, matrix.visits(Layer.TLC, "B1"));
    assertTrue(
        matrix.markdown(ALL).contains("| S1 | put | slot empty | **3** | **7** |"),
        matrix.markdown(ALL));
    String one = matrix.markdown(Set.of(Layer.TLC));
    assertTrue(one.contains("| S1 | put | slot empty | **7** |\n"), one);
  }

  @Test
  void aMutantThatLivesLeavesItsCellsEmpty() throws IOException {
    Matrix matrix = full();
    matrix.mutants(
        json("{'list': [{'killed': false, 'property': ['B1'], 'transitions': ['S1']}]}"));
    assertEquals(
        List.of("S1 was not visited by mutants", "B1 was not visited by mutants"),
        matrix.shortfalls(ALL));
  }

  @Test
  void aColumnThatIsNotCountedHasNoShortfall() throws IOException {
    assertEquals(List.of(), full().shortfalls(Set.of(Layer.UNIT, Layer.TLC)));
  }

  @Test
  void aRunThatFoundAFaultVisitsNothing() throws IOException {
    Matrix matrix = new Matrix(registry(PROPERTY));
    matrix.tlc(
        json(
            "{'runs': [{'verdict': 'VIOLATED', 'distinct': 5, 'properties': ['B1_Conservation']}]}"));
    assertTrue(matrix.shortfalls(ALL).contains("B1 was not visited by tlc"));
  }

  @Test
  void anIdThatTheRegistryDoesNotKnowIsAShortfall() throws IOException {
    Matrix matrix = full();
    matrix.stress(json("{'tests': [{'visits': {'S9': 1}}]}"));
    assertTrue(matrix.shortfalls(ALL).contains("stress visited an unknown id: S9"));
  }

  @Test
  void anIdNeedsTwoLayersAndAMutantOrAReason() {
    assertThrows(
        IOException.class, () -> registry("S1\tput\ttransition\tslot empty\titem\tunit mutants\t"));
    assertThrows(
        IOException.class, () -> registry("S1\tput\ttransition\tslot empty\titem\tunit tlc\t"));
  }
}
