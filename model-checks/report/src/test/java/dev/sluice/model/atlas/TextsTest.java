// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the atlas says of each id, held against the registry and the drawings in the kernel. */
class TextsTest {

  private static final Map<String, String> DRAWN_IN =
      Map.of(
          "H", "kernel/HandleState",
          "T", "kernel/FlushTask",
          "S", "sync/Slot",
          "G", "sync/Gate",
          "K", "sync/CancellationToken");

  @Test
  void eachIdHasTwoSentencesAndEachTransitionAnArrow() throws IOException {
    Texts texts = Texts.read();
    List<Registry.Entry> entries = Registry.read(Registry.HERE).entries();
    assertEquals(
        entries.stream().map(Registry.Entry::id).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(texts.byId().keySet()));
    for (Registry.Entry entry : entries) {
      Texts.Text text = texts.of(entry.id());
      assertTrue(text.says().matches("[^.]+\\. [A-Z].+\\."), () -> entry.id() + ": " + text.says());
      assertEquals(entry.kind().equals("property"), text.arrows().isEmpty(), entry.id());
    }
  }

  /**
   * A state that the drawing does not know, or an id that is not drawn, is a picture of something
   * else.
   */
  @Test
  void eachStateAndIdStandsInTheDrawingAboveTheClass() throws IOException {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    Texts.read()
        .byId()
        .forEach(
            (id, text) -> {
              String type = DRAWN_IN.get(id.substring(0, 1));
              for (Texts.Arrow arrow : text.arrows()) {
                String drawing =
                    kernel
                        .text("dev/sluice/" + type + ".java")
                        .lines()
                        .filter(line -> line.startsWith("//"))
                        .collect(Collectors.joining("\n"));
                assertTrue(drawing.matches("(?s).*\\b" + id + "\\b.*"), id + " in " + type);
                for (String state : List.of(arrow.from(), arrow.to())) {
                  assertTrue(
                      state.equals("start") || drawing.matches("(?s).*\\b" + state + "\\b.*"),
                      id + ": " + state + " in " + type);
                }
              }
            });
  }
}
