// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** {@code target/mutants.json}: what became of each mutant. */
public final class MutantReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Longer findings are cut: a trace of a schedule can have thousands of lines. */
  private static final int LONGEST = 20_000;

  private MutantReport() {}

  /**
   * Writes it.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Collection<Trial> trials, double seconds) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    long killed = trials.stream().filter(Trial::killed).count();
    long justified = trials.stream().filter(t -> t.mutant().killer().isEmpty()).count();
    root.put("total", trials.size());
    root.put("killed", killed);
    root.put("justified", justified);
    root.put("survivors", trials.size() - killed - justified);
    root.put("seconds", seconds);
    for (Trial trial : trials) {
      Mutant mutant = trial.mutant();
      ObjectNode entry = root.withArray("list").addObject();
      entry.put("id", mutant.id());
      entry.put("breaks", mutant.breaks());
      mutant.properties().forEach(entry.putArray("property")::add);
      mutant.transitions().forEach(entry.putArray("transitions")::add);
      entry.put("killer", mutant.killer().map(Check::id).orElse("argument"));
      entry.put("tool", mutant.killer().map(Check::tool).orElse("argument"));
      entry.put("killed", trial.killed());
      entry.put("equivalent", mutant.equivalent().isPresent());
      String says = trial.finding();
      entry.put("finding", says.substring(0, Math.min(LONGEST, says.length())));
      entry.put("seconds", trial.seconds());
    }
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), root);
  }
}
