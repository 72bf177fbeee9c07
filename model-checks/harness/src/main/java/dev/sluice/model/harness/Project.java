// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place of the project on disk. The files that are checked, or that checks read, are in it. */
public final class Project {

  /**
   * The folder with the kernel and the checks in it: this one, or the nearest above. So a check may
   * run in the folder of any module, and in a folder that the verifier makes like the project.
   */
  public static final Path ROOT = above(Path.of("").toAbsolutePath());

  private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<\\s]+)\\s*</module>");

  private Project() {}

  /**
   * Returns the folders of the modules that a pom names, and of the modules that their poms name.
   *
   * @throws IOException if a pom cannot be read
   */
  public static List<Path> modules(Path folder) throws IOException {
    List<Path> modules = new ArrayList<>();
    Matcher named = MODULE.matcher(Files.readString(folder.resolve("pom.xml")));
    while (named.find()) {
      Path module = folder.resolve(named.group(1));
      modules.add(module);
      modules.addAll(modules(module));
    }
    return modules;
  }

  static Path above(Path here) {
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("kernel/src/main/java"))
          && Files.isDirectory(folder.resolve("model-checks"))) {
        return folder;
      }
    }
    return here; // the verifier may be started there: the path in a message says what is not found
  }
}
