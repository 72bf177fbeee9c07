// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The check of a configuration of a spec. It does not look at a kernel, so it cannot find a
 * kernel's fault.
 */
record TlcCheck(String config) implements Check {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    TlcConfig checked = new Specs(Specs.FOLDER).configuration(config);
    TlcResult result = Tlc.quick(work.toAbsolutePath(), AT_MOST).check(checked, false);
    Outcome.Kind kind =
        switch (result.verdict()) {
          case COMPLETED -> Outcome.Kind.PASSED;
          case VIOLATED -> Outcome.Kind.FOUND;
          default -> Outcome.Kind.BROKE;
        };
    return new Outcome(kind, result.line() + ", see " + result.output());
  }

  @Override
  public Layer layer() {
    return Layer.TLC;
  }

  @Override
  public String id() {
    return "tlc; " + config;
  }
}
