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
 * A configuration of TLC: which module, which constants, what is to hold. The module's name is what
 * stands before the first dash of the file's name: {@code Slot-threads.cfg} is for {@code Slot}.
 *
 * @param name the file's name without its end
 * @param folder where it and the modules are
 * @param specification the formula that says which behaviours there are
 * @param constants their values, as TLC reads them
 * @param symmetry the name of a set of permutations, or nothing
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

  /** Whether it is there for a property of its own, and so named by its id: {@code -L1}. */
  public boolean forOneProperty() {
    return name.matches(".*-[A-Z][0-9]+\\b.*");
  }

  /**
   * The same with a fault, to be rejected by one property. That one comes last among the
   * invariants, so TLC names it only if all others hold where it fails; or it is the only temporal
   * property, because TLC does not name the one that failed.
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

  /** The same without one property, under another name. */
  public TlcConfig without(String property) {
    List<String> fewer = new ArrayList<>(invariants);
    fewer.remove(property);
    List<String> others = new ArrayList<>(properties);
    others.remove(property);
    return new TlcConfig(
        name + "-but-" + property, folder, specification, constants, symmetry, fewer, others);
  }

  /** As TLC reads it. */
  String text() {
    StringBuilder text = new StringBuilder("SPECIFICATION " + specification + "\n");
    // An end is no deadlock. What must go on is said by the temporal properties.
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
