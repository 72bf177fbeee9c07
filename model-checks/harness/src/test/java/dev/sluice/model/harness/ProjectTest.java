// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the project is found, and what is read of it. */
class ProjectTest {

  private static final String GATE = "dev/sluice/sync/Gate.java";

  @Test
  void theProjectIsTheNearestFolderAboveThatHasAKernel(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("kernel/src/main/java"));
    Path deep = Files.createDirectories(folder.resolve("model-checks/explorer/target"));
    assertEquals(folder, Project.above(deep));
    assertEquals(folder, Project.above(folder));
  }

  @Test
  void withoutAKernelAboveTheProjectIsTheFolderItself(@TempDir Path folder) {
    assertEquals(folder, Project.above(folder));
  }

  @Test
  void theRegistryOfTheProjectIsFoundAndRead() throws IOException {
    Registry registry = Registry.read(Registry.HERE);
    assertTrue(registry.entries().size() > 60, () -> registry.entries().size() + " ids");
    assertTrue(registry.is("transition", "S8"));
  }

  @Test
  void theKernelCompilesAndABrokenOneIsRefusedNamingTheFile(@TempDir Path folder)
      throws IOException {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    assertTrue(Files.exists(kernel.compile(folder).resolve(GATE.replace(".java", ".class"))));
    TreeMap<String, String> files = new TreeMap<>(kernel.files());
    files.computeIfPresent(GATE, (path, text) -> text.replace("inside = true;", "inside = tru;"));
    KernelSources broken = new KernelSources(files);
    IOException refused = assertThrows(IOException.class, () -> broken.compile(folder));
    assertTrue(refused.getMessage().contains("Gate.java"), refused.getMessage());
  }
}
