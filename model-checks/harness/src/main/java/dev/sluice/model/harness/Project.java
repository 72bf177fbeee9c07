// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is: what is checked, and what the checks read, are files in it. */
public final class Project {

  /**
   * The folder with the kernel and the checks in it: this one, or the nearest above. So a check may
   * run in the folder of any module, and in what the verifier makes to look like the project.
   */
  public static final Path ROOT = above(Path.of("").toAbsolutePath());

  private Project() {}

  static Path above(Path here) {
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("kernel/src/main/java"))
          && Files.isDirectory(folder.resolve("model-checks"))) {
        return folder;
      }
    }
    return here; // as where the verifier is started; what is not found there says so by its path
  }
}
