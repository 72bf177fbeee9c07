// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs every check on a copy. */
@Command(
    name = "verify",
    description = {
      "Says how a copy differs from the kernel, and runs the kernel's checks on it.",
      "What is found is said with file and line of the copy."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Mixin private CheckOptions options;

  @Option(
      names = "--check",
      paramLabel = "CHECK",
      description = {
        "one check alone, as often as you like; one of",
        "'unit; SlotTest', 'unit; SlotTest#interrupted',",
        "'explore; one flush against cancel; atomic',",
        "'stress; S21', 'conform'"
      })
  private List<String> checks = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return Verification.run(options, options.request(Optional.empty(), checks));
  }
}
