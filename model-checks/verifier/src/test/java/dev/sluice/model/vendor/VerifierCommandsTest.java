// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands of the jar say, besides findings: lists, refusals, newer versions. */
@Tag("long")
class VerifierCommandsTest {

  @TempDir static Path folder;

  private static Consumer original;

  @BeforeAll
  static void vendor() throws Exception {
    original = Consumer.make(folder.resolve("original"));
  }

  /** The layers are those that the verdict has rows of, and needs no copy. */
  @Test
  void whatCanBeCheckedIsListed() throws Exception {
    Jar.Said said = Jar.run(folder.resolve("original"), "verify", "--list").exits(0);
    List<String> layers =
        said.text()
            .lines()
            .filter(l -> l.contains(" checks; sees "))
            .map(l -> l.split(":")[0])
            .toList();
    assertEquals(VerifyRequest.ALL.stream().map(Layer::toString).toList(), layers);
    said.says("  unit; SlotTest").says("  tlc; Slot").says("  conform").says("  stress; S21");
    said.says("  explore; one flush against cancel; atomic")
        .says("  mutants; 001-send-wakes-nobody");
  }

  @Test
  void badInputIsASentenceAndExitCode2() throws Exception {
    Path here = folder.resolve("original");
    Jar.run(here, "verify", "--sources", "nowhere").exits(2).says("There is no folder nowhere");
    Jar.run(here, "verify", "--sources", "src", "--only", "unit,nonsense")
        .exits(2)
        .says("There is no layer 'nonsense'");
    Jar.run(here, "verify", "--sources", "src", "--check", "unit; SlotTets")
        .exits(2)
        .says("There is no check 'unit; SlotTets'. The nearest names are 'unit; SlotTest'");
    Jar.run(here, "verify", "--sources", "src", "--report", "pom.xml")
        .exits(2)
        .says("Cannot write reports to pom.xml");
    Jar.run(here, "verify").exits(2).says("--sources");
    Jar.run(here, "vendor", "--to", "src", "--package", "java.util.concurrent")
        .exits(2)
        .says("choose another");
    Jar.run(here, "vendor", "--to", "src/main/java", "--package", "com.acme.flush")
        .exits(2)
        .says("is not empty");
    Jar.run(here, "shard", "3/2", "--sources", "src").exits(2).says("'3/2' is not a shard");
    Jar.run(here, "shard", "1/3", "--only", "unit", "--sources", "src")
        .exits(2)
        .says("nothing to run");
    Map<String, String> noCompiler = Map.of("JDK_JAVA_OPTIONS", "--limit-modules=java.se");
    Jar.run(noCompiler, here, "verify", "--sources", "src")
        .exits(2)
        .says("has no compiler: run the verifier with the java of a JDK");
    Jar.run(here, "merge", "src").exits(2).says("has no shard.json");
    for (String command : List.of("vendor", "verify", "diff", "shard", "merge")) {
      Jar.run(here, command, "--help").exits(0).says("Usage: sluice-verifier " + command);
    }
  }

  /** The older version is this one with two lines less, and the user has changed a third place. */
  @Test
  void aNewerVersionIsAPatchThatKeepsWhatIsTheUsers() throws Exception {
    Consumer older = original.copied(folder.resolve("older"));
    Path json = older.file(Origin.FILE);
    String now = Files.readString(json);
    older.change(
        kernel ->
            kernel.with(
                "dev/sluice/sync/Gate.java",
                kernel
                    .text("dev/sluice/sync/Gate.java")
                    .replace("inside = true;", "inside = !false;")));
    Copy copy = Copy.find(older.folder());
    Bundle then = new Bundle(Path.of(""), "0.0.9", "unknown");
    Files.writeString(json, Origin.of(then, copy.sources(), Consumer.PACKAGE).text());
    Jar.run(older.folder(), "verify", "--sources", "src", "--check", "unit; GateTest")
        .exits(0)
        .says("is unchanged from version 0.0.9")
        .says("diff --help");

    older.replace(
        "sync/Gate.java",
        "public final class Gate implements",
        "// ours\npublic final class Gate implements");
    Jar.Said diff = Jar.run(older.folder(), "diff", "--sources", ".").exits(0);
    Path patch = Files.writeString(older.folder().resolve("new.patch"), diff.text());
    Jar.command(older.folder(), List.of("patch", "-p1", "-i", patch.toString())).exits(0);
    String text = Files.readString(older.file("sync/Gate.java"));
    assertTrue(text.contains("inside = true;") && text.contains("// ours\npublic"), text);
    assertEquals(Files.readString(original.file("sync/Gate.java")), text.replace("// ours\n", ""));
    assertEquals(now, Files.readString(json));
    assertEquals("", Jar.run(older.folder(), "diff", "--sources", ".").exits(0).text());

    Files.writeString(json, Origin.of(then, copy.sources(), Consumer.PACKAGE).text());
    older.replace("sync/Gate.java", "inside = true;", "inside = 1 < 2;");
    Jar.Said conflict = Jar.run(older.folder(), "diff", "--sources", ".").exits(1);
    conflict.says("Gate.java:").says("so left as it is");
    assertFalse(conflict.text().contains("+          inside = true"), conflict.text());
  }
}
