// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A check, or several that run in one JVM.
 *
 * @param seconds that it takes on two processors that do nothing else, by which progress is told
 * @param alone whether it needs the machine for itself
 */
record VerifyStep(String name, Layer layer, int seconds, boolean alone, Run run) {

  /** What it does. */
  interface Run {
    /**
     * Runs it to its end.
     *
     * @param log where all that it says goes
     */
    Outcome to(Path log) throws IOException, InterruptedException;
  }
}
