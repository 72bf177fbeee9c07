// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The table {@code events.tsv}. It says which action shows by which events of which thread. */
final class EventTable {

  /** The start of the name of a row that is not an action, but something that a state shows. */
  static final String OBSERVE = "Observe_";

  /**
   * The events that an action emits.
   *
   * @param thread {@code caller}, {@code task} or {@code any}
   * @param events their texts, with words in braces to be filled in; empty if the action is
   *     internal
   */
  record Row(String action, String thread, List<String> events, String why) {
    boolean internal() {
      return events.isEmpty();
    }
  }

  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  private EventTable() {}

  static EventTable read(Path file) throws IOException {
    EventTable table = new EventTable();
    boolean titles = true;
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        if (!titles) {
          table.add(line.split("\t", -1));
        }
        titles = false;
      }
    }
    return table;
  }

  private void add(String[] c) {
    if (c.length != 4 || !Set.of("caller", "task", "any", "-").contains(c[1]) || c[3].isBlank()) {
      throw new IllegalArgumentException("not a row of events.tsv: " + Arrays.toString(c));
    }
    boolean internal = c[2].equals("internal");
    if (internal != c[1].equals("-")) {
      throw new IllegalArgumentException("internal, and of a thread: " + Arrays.toString(c));
    }
    List<String> events = internal ? List.of() : List.of(c[2].split("; "));
    rows.computeIfAbsent(c[0], action -> new ArrayList<>()).add(new Row(c[0], c[1], events, c[3]));
  }

  /** Returns the rows of an action. */
  List<Row> of(String action) {
    List<Row> found = rows.get(action);
    if (found == null) {
      throw new IllegalStateException("events.tsv says nothing of " + action);
    }
    return found;
  }

  /** Returns the actions with a row, without what only a state shows. */
  TreeSet<String> actions() {
    TreeSet<String> actions = new TreeSet<>(rows.keySet());
    actions.removeIf(action -> action.startsWith(OBSERVE));
    return actions;
  }
}
