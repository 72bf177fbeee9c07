// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.Exit;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.tlc.Specs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which checks there are, by layer, with what each layer sees and is blind to. To be run in
 * the folder of the mutants' module, or one like it, with a kernel on the class path.
 */
public final class ChecksCommand {

  private ChecksCommand() {}

  /**
   * Runs it.
   *
   * @param layers those to be said, by name
   */
  public static void main(String[] layers) {
    Exit.with(
        () -> {
          for (String layer : layers) {
            lines(Layer.valueOf(layer)).forEach(System.out::println);
          }
          return Exit.WELL;
        });
  }

  /** A line for the layer, and one for each of its checks. */
  static List<String> lines(Layer layer) throws IOException {
    List<String> ids = new ArrayList<>();
    if (layer == Layer.MUTANTS) {
      Mutant.all(Path.of("mutants")).forEach(mutant -> ids.add(mutant.id()));
    } else {
      Checks.all(new Specs(Specs.FOLDER)).stream()
          .filter(check -> check.layer() == layer)
          .forEach(check -> ids.add(check.id()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%s: %d checks; sees %s; blind to: %s",
            layer, ids.size(), layer.sees(), layer.blindTo()));
    ids.forEach(id -> lines.add("  " + id));
    return lines;
  }
}
