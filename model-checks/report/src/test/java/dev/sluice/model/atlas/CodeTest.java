// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.model.harness.KernelSources;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where an id stands, and where a line of a changed kernel was. */
class CodeTest {

  private static final String PATH = "dev/sluice/kernel/One.java";
  private static final String TEXT =
      """
      // drawn: S1
      /** Does S1, and S10. */
      class One {
        int a; // S10
        int b; // S1: here
        int c;
        int d;
        int e;
        int f;
        int g;
        int h; // S1
      }
      """;

  private static KernelSources kernel(String text) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put(PATH, text);
    return new KernelSources(files);
  }

  private static List<Integer> hits(String id) {
    return new Code(kernel(TEXT))
        .of(id).stream()
            .flatMap(e -> e.lines().stream())
            .filter(Code.Line::hit)
            .map(Code.Line::number)
            .toList();
  }

  @Test
  void anIdIsFoundInTheCodeAndNotInTheDrawing() {
    assertEquals(List.of(5, 11), hits("S1"));
    assertEquals(List.of(4), hits("S10"));
    assertEquals(List.of(), hits("S2"));
  }

  @Test
  void noLineIsShownTwice() {
    List<Integer> lines =
        new Code(kernel(TEXT))
            .of("S1").stream().flatMap(e -> e.lines().stream()).map(Code.Line::number).toList();
    assertEquals(lines.stream().distinct().toList(), lines);
    assertEquals(2, lines.get(0));
  }

  @Test
  void whatStandsInNoCodeIsLookedForInTheDocumentation() {
    assertEquals(
        List.of(2),
        new Code(kernel("//\n/** B1. */\nclass One {}\n"))
            .of("B1").get(0).lines().stream()
                .filter(Code.Line::hit)
                .map(Code.Line::number)
                .toList());
  }

  @Test
  void aLineOfAChangedKernelIsFoundInTheUnchangedOne() {
    String changed = TEXT.replace("  int c;\n", "").replace("  int f;\n", "  int x;\n  int y;\n");
    Lines lines = new Lines(kernel(TEXT), kernel(changed));
    assertEquals("One.java-5", lines.part("One.f(One.java:5)"));
    assertEquals("One.java-7", lines.part("One.f(One.java:6)"));
    assertEquals("", lines.part("One.f(One.java:8)"), "new in the patch");
    assertEquals("One.java-11", lines.part("One.f(One.java:11)"));
    assertEquals("", lines.part("Other.f(Other.java:8)"), "not of the kernel");
  }
}
