// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a part of the checks. */
@Command(
    name = "shard",
    description = {
      "Runs one of several parts of what verify runs, for many machines.",
      "merge makes one verdict of what they leave."
    },
    mixinStandardHelpOptions = true)
final class ShardCommand implements Callable<Integer> {

  @Parameters(paramLabel = "I/N", description = "which part of how many: 2/3")
  private String shard;

  @Mixin private CheckOptions options;

  @Override
  public Integer call() throws Exception {
    return Verification.run(options, options.request(Optional.of(Shard.parse(shard)), List.of()));
  }
}
