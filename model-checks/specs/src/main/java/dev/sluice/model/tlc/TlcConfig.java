// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration of TLC: which module, which constants, which properties. The file's name up to
 * its first dash is the module's name: {@code Slot-threads.cfg} is for {@code Slot}.
 *
 * @param name the file's name without its end
 * @param folder the folder of the configuration and the modules
 * @param specification the formula that says which behaviours are possible
 * @param constants the values of the constants, as TLC reads them
 * @param symmetry the name of a set of permutations, or empty
 * @param invariants names of formulas that hold in each state
 * @param properties names of formulas that hold for each behaviour
 */
public record TlcConfig(
    String name,
    Path folder,
    String specification,
    Map<String, String> constants,
    String symmetry,
    List<String> invariants,
    List<String> properties) {

  /** Reads a configuration file; each section's name stands on a line of its own. */
  public static TlcConfig read(Path file) throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String text = line.replaceFirst("\\\\\\*.*", "").strip();
      if (text.matches("[A-Z_]+")) {
        section = sections.computeIfAbsent(text, key -> new ArrayList<>());
      } else if (!text.isEmpty()) {
        section.add(text);
      }
    }
    Map<String, String> constants = new LinkedHashMap<>();
    for (String constant : sections.getOrDefault("CONSTANTS", List.of())) {
      String[] parts = constant.split("\\s*=\\s*", 2);
      constants.put(parts[0], parts[1]);
    }
    return new TlcConfig(
        file.getFileName().toString().replaceFirst("\\.cfg$", ""),
        file.getParent(),
        String.join("", sections.get("SPECIFICATION")),
        constants,
        String.join("", sections.getOrDefault("SYMMETRY", List.of())),
        sections.getOrDefault("INVARIANTS", List.of()),
        sections.getOrDefault("PROPERTIES", List.of()));
  }

  public String module() {
    return name.replaceFirst("-.*", "");
  }

  /**
   * Tells whether this configuration is for one property. Then its name has the id: {@code -L1}.
   */
  public boolean forOneProperty() {
    return name.matches(".*-[A-Z][0-9]+\\b.*");
  }

  /**
   * Returns this configuration with a fault that one property must reject. An invariant comes last,
   * so TLC names it only if all others hold where it fails. A temporal property is the only one,
   * because TLC does not name the temporal property that failed.
   */
  public TlcConfig broken(String fault, String property) {
    Map<String, String> broken = new LinkedHashMap<>(constants);
    if (broken.put("Fault", '"' + fault + '"') == null) {
      throw new IllegalArgumentException(name + " has no constant named Fault");
    }
    boolean temporal = properties.contains(property);
    List<String> last = new ArrayList<>(invariants);
    if (!temporal && !last.remove(property)) {
      throw new IllegalArgumentException(name + " does not check " + property);
    }
    if (!temporal) {
      last.add(property);
    }
    return new TlcConfig(
        name + "-" + fault,
        folder,
        specification,
        broken,
        symmetry,
        last,
        temporal ? List.of(property) : List.of());
  }

  /** Returns this configuration without one property, under another name. */
  public TlcConfig without(String property) {
    List<String> fewer = new ArrayList<>(invariants);
    fewer.remove(property);
    List<String> others = new ArrayList<>(properties);
    others.remove(property);
    return new TlcConfig(
        name + "-but-" + property, folder, specification, constants, symmetry, fewer, others);
  }

  /** Returns the text, as TLC reads it. */
  String text() {
    StringBuilder text = new StringBuilder("SPECIFICATION " + specification + "\n");
    // An end is not a deadlock. The temporal properties say what must go on.
    text.append("CHECK_DEADLOCK FALSE\n");
    constants.forEach((key, value) -> text.append("CONSTANT " + key + " = " + value + "\n"));
    if (!symmetry.isEmpty()) {
      text.append("SYMMETRY " + symmetry + "\n");
    }
    invariants.forEach(invariant -> text.append("INVARIANT " + invariant + "\n"));
    properties.forEach(property -> text.append("PROPERTY " + property + "\n"));
    return text.toString();
  }
}
