// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of probes, held against the kernel's sources and the registry. */
class ProbesTest {

  @Test
  void eachTransitionHasAProbe() throws IOException {
    Set<String> registered =
        Registry.read(Registry.HERE).entries().stream()
            .filter(entry -> entry.kind().equals("transition"))
            .map(Registry.Entry::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(registered, new TreeSet<>(Probes.ids()));
  }

  @Test
  void probesMoveNoLineAndEachAnchorIsUnique() throws IOException {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    KernelSources probed = Probes.into(kernel);
    for (String file : kernel.files().keySet()) {
      assertEquals(lines(kernel, file).size(), lines(probed, file).size(), file);
    }
    for (Probes.Row row : Probes.rows()) {
      assertEquals(
          1, lines(kernel, row.file()).stream().filter(l -> l.contains(row.anchor())).count());
    }
  }

  @Test
  void aProbeWhoseLineIsGoneIsRefused() throws IOException {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    String gate = "dev/sluice/sync/Gate.java";
    KernelSources other =
        kernel.with(gate, kernel.text(gate).replace("inside = true", "inside = !inside"));
    assertThrows(IllegalArgumentException.class, () -> Probes.into(other));
  }

  private static List<String> lines(KernelSources kernel, String file) {
    return kernel.text(file).lines().toList();
  }
}
