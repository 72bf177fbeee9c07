// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.probe;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The table {@code probes.tsv}. It says where in the kernel each transition is taken. A probe goes
 * into the line that it names, so that no line moves.
 */
public final class Probes {

  private static final String FOLDER = "dev/sluice/";
  private static final String MEMBER = "-";
  private static final List<Row> ROWS = read();
  private static final List<String> IDS =
      new TreeSet<>(ROWS.stream().map(Row::id).filter(id -> !id.equals(MEMBER)).toList())
          .stream().toList();

  private Probes() {}

  /**
   * A row.
   *
   * @param id the id of the transition; - for code that other rows need
   * @param after whether the probe stands behind the code of the line, and not before
   * @param anchor a part of the line, which is in no other line of the file
   * @param code the condition under which the transition is counted; for -, the code to insert
   */
  record Row(String id, String file, boolean after, String anchor, String code) {}

  static List<Row> rows() {
    return ROWS;
  }

  /** Returns the ids. The number of a probe is the place of its id in this list. */
  public static List<String> ids() {
    return IDS;
  }

  private static List<Row> read() {
    try (InputStream in = Probes.class.getResourceAsStream("probes.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(c -> new Row(c[0], FOLDER + c[1], c[2].equals("after"), c[3], c[4]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts all probes into a kernel.
   *
   * @throws IllegalArgumentException if a line is missing, or there twice
   */
  public static KernelSources into(KernelSources kernel) {
    return into(kernel, ROWS);
  }

  /**
   * Puts in only the probes at which a call can die. Where a kernel has no such line, no call can
   * die.
   */
  public static KernelSources deaths(KernelSources kernel) {
    return into(
        kernel,
        ROWS.stream()
            .filter(row -> row.code().contains(Deaths.class.getName()))
            .filter(row -> lines(kernel, row).stream().anyMatch(l -> l.contains(row.anchor())))
            .toList());
  }

  private static KernelSources into(KernelSources kernel, List<Row> rows) {
    KernelSources probed = kernel;
    for (Row row : rows) {
      // The line is looked for in the original kernel: a probe that is already in must not hide it.
      int at = line(row, lines(kernel, row));
      List<String> lines = lines(probed, row);
      lines.set(at, row.after() ? after(lines.get(at), row) : before(lines.get(at), row));
      probed = probed.with(row.file(), String.join("\n", lines));
    }
    return probed;
  }

  private static List<String> lines(KernelSources kernel, Row row) {
    return new ArrayList<>(Arrays.asList(kernel.text(row.file()).split("\n", -1)));
  }

  private static int line(Row row, List<String> lines) {
    int found = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(row.anchor())) {
        if (found >= 0) {
          throw new IllegalArgumentException("twice in " + row.file() + ": " + row.anchor());
        }
        found = i;
      }
    }
    if (found < 0) {
      throw new IllegalArgumentException("not in " + row.file() + ": " + row.anchor());
    }
    return found;
  }

  private static String before(String line, Row row) {
    return probe(row) + line;
  }

  private static String after(String line, Row row) {
    int comment = line.indexOf("//");
    return comment < 0
        ? line + " " + probe(row)
        : line.substring(0, comment) + probe(row) + line.substring(comment);
  }

  private static String probe(Row row) {
    if (row.id().equals(MEMBER)) {
      return row.code() + " ";
    }
    String hit = Count.class.getName() + ".hit(" + IDS.indexOf(row.id()) + "); ";
    return row.code().isEmpty() ? hit : "if (" + row.code() + ") { " + hit + "} ";
  }
}
