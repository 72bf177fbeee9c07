// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import dev.sluice.model.harness.KernelSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The kernel's sources, and the places in them where an id stands. */
final class Code {

  /**
   * A line of a source.
   *
   * @param hit whether the id stands in this line
   */
  record Line(int number, String text, boolean hit) {}

  /**
   * A piece of a source.
   *
   * @param file the name of the file
   * @param path the path below the folder of the sources
   * @param line the first line with the id
   */
  record Excerpt(String file, String path, int line, List<Line> lines) {}

  private static final int BEFORE = 3;
  private static final int AFTER = 3;

  private final Map<String, List<String>> files = new TreeMap<>();

  Code(KernelSources sources) {
    sources.files().forEach((path, text) -> files.put(path, text.lines().toList()));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns each file by its path. */
  Map<String, List<String>> files() {
    return files;
  }

  /**
   * Returns the places of an id in the code: behind a statement or above it, not in the drawing
   * above the class. If the id is not in the code, as most properties are not, this returns its
   * places in the documentation.
   */
  List<Excerpt> of(String id) {
    Pattern word = Pattern.compile("(?<![\\w.])" + id + "(?!\\w)");
    List<Excerpt> code = excerpts(word, false);
    return code.isEmpty() ? excerpts(word, true) : code;
  }

  private List<Excerpt> excerpts(Pattern id, boolean documentation) {
    List<Excerpt> excerpts = new ArrayList<>();
    files.forEach(
        (path, lines) -> {
          int shown = 0;
          for (int i = 0; i < lines.size(); i++) {
            if (i >= shown && stands(id, lines.get(i), documentation)) {
              int last = i;
              for (int j = i + 1; j < Math.min(lines.size(), last + BEFORE + AFTER); j++) {
                last = stands(id, lines.get(j), documentation) ? j : last;
              }
              int from = Math.max(shown, i - BEFORE);
              shown = Math.min(lines.size(), last + AFTER + 1);
              List<Line> piece = new ArrayList<>();
              for (int j = from; j < shown; j++) {
                boolean hit = stands(id, lines.get(j), documentation);
                piece.add(new Line(j + 1, lines.get(j), hit));
              }
              excerpts.add(new Excerpt(name(path), path, i + 1, piece));
            }
          }
        });
    return excerpts;
  }

  private static boolean stands(Pattern id, String line, boolean documentation) {
    boolean ofDrawing = line.startsWith("//");
    String text = line.strip();
    boolean ofDocumentation = text.startsWith("*") || text.startsWith("/**");
    int comment = line.indexOf("//");
    String where = documentation ? line : comment < 0 ? "" : line.substring(comment);
    return !ofDrawing && ofDocumentation == documentation && id.matcher(where).find();
  }
}
