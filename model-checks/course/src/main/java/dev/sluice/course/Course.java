// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of the chapters, and the output that the reader will see: a block of {@code bash},
 * and the block of {@code text} after it.
 */
public final class Course {

  /** The form of each command. */
  static final Pattern COMMAND =
      Pattern.compile("mvn -q test-compile -pl model-checks/course -am -Dshow=\"(.*)\"\n");

  /**
   * A command and its output.
   *
   * @param what what the command shows
   * @param output the block with the output
   */
  record Shown(Document chapter, String what, Document.Block output) {}

  private Course() {}

  static List<Shown> all() throws IOException {
    List<Shown> all = new ArrayList<>();
    for (Document chapter : Document.chapters()) {
      for (int i = 0; i + 1 < chapter.blocks.size(); i++) {
        Document.Block run = chapter.blocks.get(i);
        Document.Block output = chapter.blocks.get(i + 1);
        Matcher command = COMMAND.matcher(run.text());
        if (command.matches() && output.info().equals("text")) {
          all.add(new Shown(chapter, command.group(1), output));
        }
      }
    }
    return all;
  }

  /** Writes the present output into the chapters. */
  static void refresh(String what, String said) throws IOException {
    for (Shown shown : all()) {
      if (shown.what.equals(what)) {
        List<String> lines = new ArrayList<>(Files.readAllLines(shown.chapter.file));
        List<String> block = lines.subList(shown.output.firstLine(), shown.output.lastLine());
        block.clear();
        block.addAll(said.strip().lines().toList());
        Files.write(shown.chapter.file, lines);
      }
    }
  }
}
