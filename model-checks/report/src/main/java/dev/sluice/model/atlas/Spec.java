// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The actions and properties of the specs, each with its text.
 *
 * @param extended for each module, the modules that it extends
 */
record Spec(List<Definition> definitions, Map<String, List<String>> extended) {

  private static final Pattern NAME = Pattern.compile("^([A-Z]\\w*)(\\([^)]*\\))? ==");
  private static final Pattern EXTENDS = Pattern.compile("(?m)^EXTENDS\\s+(\\w+(\\s*,\\s*\\w+)*)");

  /**
   * An action or property.
   *
   * @param line its first line
   * @param text its text, with the comment above it
   */
  record Definition(String module, String name, int line, String text) {}

  static Spec read(Path folder) throws IOException {
    List<Definition> definitions = new ArrayList<>();
    Map<String, List<String>> extended = new HashMap<>();
    for (Path file : Folders.list(folder, ".tla")) {
      String module = file.getFileName().toString().replace(".tla", "");
      List<String> lines = Files.readAllLines(file);
      Matcher others = EXTENDS.matcher(String.join("\n", lines));
      extended.put(module, others.find() ? List.of(others.group(1).split("\\s*,\\s*")) : List.of());
      for (int i = 0; i < lines.size(); i++) {
        Matcher name = NAME.matcher(lines.get(i));
        if (name.find() && !Registry.ids(name.group(1)).isEmpty()) {
          int from = i;
          while (from > 0 && lines.get(from - 1).startsWith("\\*")) {
            from--;
          }
          int to = i;
          while (to < lines.size() && !lines.get(to).isBlank() && !lines.get(to).matches("[-=]+")) {
            to++;
          }
          String text = String.join("\n", lines.subList(from, to));
          definitions.add(new Definition(module, name.group(1), i + 1, text));
        }
      }
    }
    return new Spec(definitions, extended);
  }

  /** Tells whether a module is the whole, or the whole extends it, directly or by other modules. */
  boolean isPart(String module, String whole) {
    return module.equals(whole)
        || extended.getOrDefault(whole, List.of()).stream().anyMatch(m -> isPart(module, m));
  }

  List<Definition> of(String id) {
    return definitions.stream().filter(d -> Registry.ids(d.name()).contains(id)).toList();
  }
}
