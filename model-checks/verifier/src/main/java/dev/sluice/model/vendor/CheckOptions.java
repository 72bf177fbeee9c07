// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Layer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of a command that checks. */
final class CheckOptions {

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "folder of the copy, or any above it")
  Path sources;

  @Option(
      names = "--report",
      paramLabel = "OUT",
      defaultValue = "sluice-report",
      description = "folder for the reports; ${DEFAULT-VALUE} if not given")
  Path out;

  @Option(
      names = "--level",
      defaultValue = "quick",
      paramLabel = "LEVEL",
      description = "quick: about ten minutes on two processors; nightly: hours; soak: more")
  private String level;

  @Option(
      names = "--only",
      split = ",",
      completionCandidates = Layers.class,
      paramLabel = "LAYER",
      description = "of ${COMPLETION-CANDIDATES}; all if not given")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--soak-seconds",
      paramLabel = "N",
      description = "of random operations, with soak; 10, or at the other levels 600 and 3600")
  private Integer soakSeconds;

  /** The names of the layers, for the help, and for a shell that completes words. */
  static final class Layers extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Layers() {
      VerifyRequest.ALL.forEach(layer -> add(layer.toString()));
    }
  }

  VerifyRequest request(Optional<Shard> shard, List<String> checks) {
    if (sources == null) {
      throw new BadInput("Say where the copy is: --sources DIR. See --help.");
    }
    if (soakSeconds != null && soakSeconds < 1) {
      throw new BadInput("--soak-seconds has to be 1 or more.");
    }
    VerifyLevel theLevel = level();
    if (!checks.isEmpty()) {
      PlanIds.require(checks, PlanIds.ids(Bundle.here()));
    }
    return new VerifyRequest(
        theLevel,
        layers(),
        checks,
        soakSeconds == null ? theLevel.soakSeconds() : soakSeconds,
        shard,
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private VerifyLevel level() {
    try {
      return VerifyLevel.valueOf(level.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadInput("There is no level '" + level + "': quick, nightly or soak.");
    }
  }

  private Set<Layer> layers() {
    if (only.isEmpty()) {
      return VerifyRequest.ALL;
    }
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    for (String name : only) {
      layers.add(
          VerifyRequest.ALL.stream()
              .filter(layer -> layer.toString().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadInput(
                          "There is no layer '" + name + "': " + VerifyRequest.ALL + ".")));
    }
    return layers;
  }
}
