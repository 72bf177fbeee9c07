// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a copy, how it differs, and what is said of what is none. */
class CopyTest {

  private static final String PACKAGE = "com.acme.flush";

  @TempDir Path root;

  private KernelSources kernel;
  private Path folder;

  @BeforeEach
  void copy() throws IOException {
    kernel = KernelSources.read(KernelSources.HERE);
    folder = vendor(PACKAGE);
  }

  private Path vendor(String name) throws IOException {
    Path to = root.resolve(name.replace('.', '/'));
    for (Map.Entry<String, String> file : kernel.files().entrySet()) {
      Path there = to.resolve(Renaming.path(file.getKey()));
      Files.createDirectories(there.getParent());
      Files.writeString(there, new Renaming(name).out(file.getValue()));
    }
    Bundle bundle = new Bundle(root, "1", "abc");
    Files.writeString(to.resolve(Origin.FILE), Origin.of(bundle, kernel, name).text());
    return to;
  }

  private void change(String file, String was, String is) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertTrue(text.contains(was), was);
    Files.writeString(folder.resolve(file), text.replace(was, is));
  }

  private Differences differences() throws IOException {
    return Differences.of(Copy.find(root), kernel);
  }

  private String refused() {
    return assertThrows(BadInput.class, () -> Copy.find(root)).getMessage();
  }

  @Test
  void aCopyIsTheKernelUnderAnotherName() throws IOException {
    Copy copy = Copy.find(root);
    assertEquals(folder, copy.folder());
    assertEquals(kernel, copy.sources());
    assertFalse(Files.readString(folder.resolve("io/Batcher.java")).contains("dev.sluice"));
    assertTrue(differences().none());
  }

  @Test
  void endsOfLinesAreNoDifference() throws IOException {
    change("sync/Slot.java", "\n", "\r\n");
    assertTrue(differences().none());
  }

  /** Where the gate has what these tests change, from 1. */
  private int changedLine() {
    List<String> lines =
        kernel.text("dev/sluice/sync/Gate.java").lines().map(String::strip).toList();
    return lines.indexOf("inside = true;") + 1;
  }

  @Test
  void eachKindOfDifferenceIsSaid() throws IOException {
    change("sync/Gate.java", "inside = true;", "inside = !false;");
    Files.delete(folder.resolve("LoggingListener.java"));
    Files.writeString(folder.resolve("Mine.java"), "package com.acme.flush;\n\nclass Mine {}\n");
    Differences differences = differences();
    assertEquals(List.of("dev/sluice/kernel/LoggingListener.java"), differences.missing());
    assertEquals(List.of("dev/sluice/kernel/Mine.java"), differences.added());
    String said = String.join("\n", differences.say(Copy.find(root), new Bundle(root, "2", "")));
    assertTrue(said.contains("differs from version 1, commit abc"), said);
    assertTrue(said.contains("Gate.java: 1 line, at " + changedLine()), said);
    assertFalse(differences.other() || differences.isThisVersion());
  }

  @Test
  void aCopyOfAnotherVersionIsSaidToBeOne() throws IOException {
    String gate = "dev/sluice/sync/Gate.java";
    KernelSources next =
        kernel.with(gate, kernel.text(gate).replace("inside = true;", "inside = !false;"));
    Differences differences = Differences.of(Copy.find(root), next);
    assertTrue(differences.none() && differences.other() && !differences.isThisVersion());
    String said = String.join("\n", differences.say(Copy.find(root), new Bundle(root, "2", "")));
    assertTrue(said.contains("is unchanged from version 1"), said);
    assertTrue(said.contains("checks of version 2"), said);
  }

  @Test
  void aCopyWithoutARecordIsHeldAgainstThisVersion() throws IOException {
    Files.delete(folder.resolve(Origin.FILE));
    change("sync/Gate.java", "inside = true;", "inside = !false;");
    assertEquals(
        Map.of("dev/sluice/sync/Gate.java", List.of(changedLine())), differences().lines());
  }

  @Test
  void aPackageRenamedLaterIsFound() throws IOException {
    for (String path : kernel.files().keySet()) {
      Path file = folder.resolve(Renaming.path(path));
      Files.writeString(file, Files.readString(file).replace(PACKAGE, "org.other"));
    }
    assertEquals("org.other", Copy.find(root).renaming().name());
    assertTrue(differences().none());
  }

  @Test
  void aFolderWithoutSourcesIsRefused() throws IOException {
    Path empty = Files.createDirectory(root.resolve("empty"));
    assertTrue(
        assertThrows(BadInput.class, () -> Copy.find(empty))
            .getMessage()
            .contains("holds no Java sources"));
    assertTrue(
        assertThrows(BadInput.class, () -> Copy.find(root.resolve("gone")))
            .getMessage()
            .contains("There is no folder"));
    assertTrue(
        assertThrows(BadInput.class, () -> Copy.find(folder.resolve("sync/Slot.java")))
            .getMessage()
            .contains("is a file"));
  }

  @Test
  void sourcesOfSomethingElseAreRefused() throws IOException {
    Files.delete(folder.resolve("FlushTask.java"));
    assertTrue(refused().contains("holds no copy of the kernel"), refused());
  }

  @Test
  void twoCopiesAreRefused() throws IOException {
    vendor("com.acme.again");
    assertTrue(refused().contains("several copies"), refused());
  }

  @Test
  void aCopyInTwoPackagesIsRefused() throws IOException {
    change("sync/Gate.java", "package com.acme.flush.sync;", "package com.acme.gate;");
    assertTrue(refused().contains("com.acme.flush (io/Batcher.java)"), refused());
    assertTrue(refused().contains("com.acme.gate (sync/Gate.java)"), refused());
  }

  @Test
  void aSourceThatIsNotUtf8IsRefused() throws IOException {
    Files.write(folder.resolve("sync/Gate.java"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertTrue(refused().contains("Gate.java is not UTF-8"), refused());
  }

  @Test
  void aDamagedRecordIsRefused() throws IOException {
    Path json = folder.resolve(Origin.FILE);
    String text = Files.readString(json);
    for (String damaged :
        List.of(
            text.substring(0, 500),
            "{}",
            text.replaceFirst("sha256:.", "sha256:x"),
            text.replaceFirst("packed\" : \"....", "packed\" : \"AAAA"))) {
      Files.writeString(json, damaged);
      assertTrue(refused().contains("restore it, or delete it"), refused());
    }
  }

  @Test
  void namesThatAreNoPackageAreRefused() {
    for (String name : List.of("", "flush", "com.acme.", "com.1acme", "com.class", "com acme")) {
      assertThrows(BadInput.class, () -> new Renaming(name), name);
    }
  }
}
