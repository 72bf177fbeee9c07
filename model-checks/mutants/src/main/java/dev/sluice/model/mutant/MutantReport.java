// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.harness.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes {@code target/mutants.json}, with the result of each mutant. */
public final class MutantReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Longer findings are cut: a trace of a schedule can have thousands of lines. */
  private static final int LONGEST = 20_000;

  private MutantReport() {}

  /**
   * Writes the report.
   *
   * @param there all mutants, tried or not
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<Mutant> there, Collection<Trial> trials, double seconds)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    long killed = trials.stream().filter(Trial::killed).count();
    long justified = trials.stream().filter(t -> t.mutant().killer().isEmpty()).count();
    root.put("there", there.size());
    root.put("total", trials.size());
    root.put("killed", killed);
    root.put("justified", justified);
    root.put("survivors", trials.size() - killed - justified);
    root.put("seconds", seconds);
    for (Mutant mutant : there) {
      ObjectNode entry = root.withArray("list").addObject();
      is(entry, mutant);
      became(entry, trials.stream().filter(t -> t.mutant().equals(mutant)).findFirst());
    }
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), root);
  }

  private static void is(ObjectNode entry, Mutant mutant) {
    entry.put("id", mutant.id());
    entry.put("breaks", mutant.breaks());
    mutant.properties().forEach(entry.putArray("property")::add);
    mutant.transitions().forEach(entry.putArray("transitions")::add);
    entry.put("resembles", mutant.resembles().equals("-") ? "" : mutant.resembles());
    entry.put("killer", mutant.killer().map(Check::id).orElse("argument"));
    entry.put("tool", mutant.killer().map(c -> c.layer().toString()).orElse("argument"));
    entry.put("equivalent", mutant.equivalent().isPresent());
    mutant.diff().forEach(entry.putArray("patch")::add);
  }

  private static void became(ObjectNode entry, Optional<Trial> trial) {
    entry.put("tried", trial.isPresent());
    entry.put("killed", trial.map(Trial::killed).orElse(false));
    String says = trial.map(Trial::finding).orElse("");
    entry.put("finding", says.substring(0, Math.min(LONGEST, says.length())));
    entry.put("seconds", trial.map(Trial::seconds).orElse(0.0));
  }
}
