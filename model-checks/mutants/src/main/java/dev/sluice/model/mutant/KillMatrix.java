// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which check kills which mutant. So it also says which checks kill only mutants that others kill
 * too. A run of one part of the mutants writes its part. The parts are then read together.
 */
public final class KillMatrix {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String LINE = "%-76s %6s %6s %6s%n";

  /** By mutant and check, whether the check killed the mutant. */
  private final SortedMap<String, SortedMap<String, Boolean>> kills = new TreeMap<>();

  /** Makes an empty matrix. */
  public KillMatrix() {}

  /**
   * Reads several parts and prints the matrix.
   *
   * @param files the files that {@link #write} wrote
   * @throws IOException if one cannot be read
   */
  public static void main(String[] files) throws IOException {
    KillMatrix all = new KillMatrix();
    for (String file : files) {
      all.kills.putAll(JSON.readValue(Path.of(file).toFile(), new TypeReference<>() {}));
    }
    System.out.println(all.text());
  }

  /** Adds the result of each check of a mutant. */
  synchronized void add(Mutant mutant, SortedMap<String, Boolean> checks) {
    kills.put(mutant.id(), checks);
  }

  /** Writes the matrix. */
  synchronized void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), kills);
  }

  /**
   * Returns a line for each check. It says how many mutants the check kills, how many of them no
   * other check kills, and for how many the check did not run, because something hung before its
   * turn.
   */
  synchronized String text() {
    SortedMap<String, Integer> killed = new TreeMap<>();
    SortedMap<String, Integer> alone = new TreeMap<>();
    SortedMap<String, Integer> spoke = new TreeMap<>();
    kills.forEach(
        (mutant, checks) -> {
          long killers = checks.values().stream().filter(found -> found).count();
          checks.forEach(
              (check, found) -> {
                killed.merge(check, found ? 1 : 0, Integer::sum);
                alone.merge(check, found && killers == 1 ? 1 : 0, Integer::sum);
                spoke.merge(check, 1, Integer::sum);
              });
        });
    StringBuilder text = new StringBuilder();
    text.append(String.format("kills of %d mutants by %d checks%n", kills.size(), killed.size()));
    text.append(String.format(LINE, "check", "kills", "alone", "silent"));
    killed.forEach(
        (check, n) ->
            text.append(
                String.format(
                    LINE,
                    check,
                    n,
                    unlessZero(alone.get(check)),
                    unlessZero(kills.size() - spoke.get(check)))));
    kills.forEach(
        (mutant, checks) -> {
          if (!checks.containsValue(true)) {
            text.append("killed by none: ").append(mutant).append('\n');
          }
        });
    long none = alone.values().stream().filter(n -> n == 0).count();
    return text.append(none).append(" checks kill nothing that no other kills").toString();
  }

  private static String unlessZero(int n) {
    return n == 0 ? "" : Integer.toString(n);
  }
}
