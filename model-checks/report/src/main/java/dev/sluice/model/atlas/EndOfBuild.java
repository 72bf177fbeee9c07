// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.verdict.Scope;
import dev.sluice.model.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Judges a run, and draws its page, also when the verdict is bad. */
public final class EndOfBuild {

  private EndOfBuild() {}

  /**
   * Ends a build.
   *
   * @param arguments the root of the project; when this build started, in ISO 8601; the level; and
   *     {@code tests}, after the tests of the page, to judge only the tests
   * @throws IOException if a report cannot be read, or the page cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Instant start = Instant.parse(arguments[1]);
    String level = arguments[2];
    if (arguments.length > 3 && arguments[3].equals("tests")) {
      System.exit(Verdict.tests(root, start, level) ? 0 : 1);
    }
    if (!judge(root, start, level, Scope.BUILD, new ObjectMapper().createObjectNode())) {
      System.exit(1);
    }
    System.out.println(
        Chromium.find().isPresent()
            ? "Browser tests of it: next"
            : "BROWSER TESTS OF IT: NOT RUN, there is no Chromium with its driver on the path");
  }

  /**
   * Judges a run of a build or of a copy, and draws its page: see {@link Verdict#judge}.
   *
   * @return whether there is no shortfall
   * @throws IOException if a report cannot be read, or the page cannot be written
   */
  public static boolean judge(Path root, Instant start, String level, Scope scope, ObjectNode more)
      throws IOException {
    boolean good = Verdict.judge(root, start, level, scope, more);
    Folders folders = Folders.ofBuild(root, start);
    Path page = folders.verdict().resolve("index.html");
    Atlas.write(folders, page);
    System.out.println("All of it, to look at: " + page);
    return good;
  }
}
