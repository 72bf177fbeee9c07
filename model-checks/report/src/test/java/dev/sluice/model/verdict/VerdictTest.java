// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of what was checked, from a build that left nothing. */
class VerdictTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;

  @Test
  void aPartThatFillsNoColumnHasNoMatrixOfNone() throws IOException {
    Files.createDirectories(root.resolve("kernel"));
    Files.copy(Registry.HERE, root.resolve("kernel/transitions.tsv"));
    Scope unit = new Scope(EnumSet.of(Layer.UNIT), EnumSet.noneOf(Layer.class));
    Verdict.judge(root, Instant.EPOCH, "quick", unit, JSON.createObjectNode());
    String table = Files.readString(root.resolve("target/verdict/verdict.md"));
    assertTrue(table.contains("| unit "), table);
    assertFalse(table.contains("none"), table);
  }

  /** Seen red by a row of the specs that had the layer of the exploration. */
  @Test
  void eachLayerHasOneRowAndOneThatReportedNothingFallsShort() throws IOException {
    Files.createDirectories(root.resolve("kernel"));
    Files.copy(Registry.HERE, root.resolve("kernel/transitions.tsv"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    boolean good =
        Verdict.judge(root, Instant.EPOCH, "quick", Scope.BUILD, JSON.createObjectNode());
    assertFalse(good);
    JsonNode verdict = JSON.readTree(root.resolve("target/verdict/verdict.json").toFile());
    List<String> rows = new ArrayList<>();
    List<String> fallShort = new ArrayList<>();
    for (JsonNode row : verdict.path("layers")) {
      rows.add(row.path("name").asText());
      if (!row.path("shortfalls").isEmpty()) {
        fallShort.add(row.path("name").asText());
      }
    }
    List<String> layers = Stream.of(Layer.values()).map(Layer::toString).toList();
    assertEquals(layers, rows);
    assertEquals(layers, fallShort);
  }
}
