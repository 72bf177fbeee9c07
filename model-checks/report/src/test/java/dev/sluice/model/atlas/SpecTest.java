// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page reads of specs that have several modules. */
class SpecTest {

  @TempDir Path folder;

  private void module(String name, String... lines) throws IOException {
    String head = "---- MODULE " + name + " ----\n";
    Files.writeString(folder.resolve(name + ".tla"), head + String.join("\n", lines) + "\n====\n");
  }

  @Test
  void aModuleIsPartOfThoseThatExtendIt() throws IOException {
    module("Whole", "EXTENDS Naturals,", "  Half");
    module("Half", "EXTENDS Base, Sequences");
    module("Base", "C == INSTANCE Other");
    module("Other");
    Spec spec = Spec.read(folder);
    assertTrue(spec.isPart("Whole", "Whole"));
    assertTrue(spec.isPart("Half", "Whole"));
    assertTrue(spec.isPart("Base", "Whole"), "by way of Half");
    assertFalse(spec.isPart("Whole", "Base"));
    assertFalse(spec.isPart("Other", "Whole"), "an instance has actions of its own");
  }

  @Test
  void aDefinitionStandsInItsModuleWithTheCommentAboveIt() throws IOException {
    module("Whole", "EXTENDS Base");
    module("Base", "", "\\* S1: put.", "S1_Put ==", "  TRUE", "", "Helper == 1");
    String text = "\\* S1: put.\nS1_Put ==\n  TRUE";
    assertEquals(
        List.of(new Spec.Definition("Base", "S1_Put", 4, text)), Spec.read(folder).of("S1"));
  }
}
