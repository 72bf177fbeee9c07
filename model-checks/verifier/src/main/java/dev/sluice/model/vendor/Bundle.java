// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is in the verifier's jar, unpacked: the project's sources as its checks look for them.
 *
 * @param project their root
 * @param version of the kernel
 * @param commit it was made of
 */
record Bundle(Path project, String version, String commit) {

  /** The one that this JVM was started from. */
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

  /** The kernel of this version, as it is. */
  KernelSources kernel() throws IOException {
    return KernelSources.read(project.resolve("kernel/src/main/java"));
  }
}
