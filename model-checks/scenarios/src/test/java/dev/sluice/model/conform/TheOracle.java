// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.io.IOException;
import java.nio.file.Path;

/** The oracle that all tests of this JVM share: it takes some seconds to load. */
final class TheOracle {

  private static Oracle oracle;

  private TheOracle() {}

  static synchronized Oracle get() throws IOException, InterruptedException {
    if (oracle == null) {
      oracle = Oracle.load(Path.of("target/conform").toAbsolutePath());
    }
    return oracle;
  }
}
