// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The unpacked contents of the verifier's jar: the project's sources, where the checks look for
 * them.
 *
 * @param project the root of the sources
 * @param version the version of the kernel
 * @param commit the commit that the jar was made of
 */
record Bundle(Path project, String version, String commit) {

  /** Returns the bundle that this JVM was started from. */
  static Bundle here() {
    String home = System.getProperty("sluice.home");
    if (home == null) {
      throw new BadInput("Start the verifier by its jar: java -jar sluice-verifier.jar");
    }
    String commit = System.getProperty("sluice.commit", "");
    return new Bundle(
        Path.of(home, "project"),
        System.getProperty("sluice.version", "unknown"),
        commit.matches("[0-9a-f]+") ? commit : "unknown"); // not built from a repository
  }

  /** Returns the unchanged kernel of this version. */
  KernelSources kernel() throws IOException {
    return KernelSources.read(project.resolve("kernel/src/main/java"));
  }
}
