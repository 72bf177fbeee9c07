// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The states and steps that TLC found ({@code -dump dot,actionlabels}), by number: the steps of
 * state {@code s} are {@code first[s] .. first[s + 1] - 1}.
 */
final class StateGraph {

  private static final String LABEL = " [label=\"";

  private final Map<String, Integer> variables = new LinkedHashMap<>();
  private final List<Value[]> states = new ArrayList<>();
  private final List<Integer> initial = new ArrayList<>();
  private final List<String> actions = new ArrayList<>();
  private int[] first;
  private int[] target;
  private int[] action;

  private StateGraph() {}

  /** Reads TLC's dump. */
  static StateGraph read(Path dot) throws IOException {
    StateGraph graph = new StateGraph();
    try (BufferedReader reader = Files.newBufferedReader(dot)) {
      graph.new Reader().read(reader);
    }
    return graph;
  }

  int size() {
    return states.size();
  }

  int steps() {
    return target.length;
  }

  List<Integer> initial() {
    return initial;
  }

  int first(int state) {
    return first[state];
  }

  int target(int step) {
    return target[step];
  }

  /** Returns the name of a step's action. */
  String action(int step) {
    return actions.get(action[step]);
  }

  /** Returns the names of all actions that are a step somewhere. */
  TreeSet<String> actions() {
    return new TreeSet<>(actions);
  }

  /** Returns the value of a variable in a state. */
  Value value(int state, String variable) {
    return states.get(state)[variables.get(variable)];
  }

  private final class Reader {
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> actionNumbers = new HashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private int[] from = new int[1 << 16];
    private int[] to = new int[1 << 16];
    private int[] by = new int[1 << 16];
    private int count;

    void read(BufferedReader reader) throws IOException {
      String line;
      while ((line = reader.readLine()) != null) {
        int label = line.indexOf(LABEL);
        if (label > 0 && (Character.isDigit(line.charAt(0)) || line.charAt(0) == '-')) {
          int arrow = line.indexOf(" -> ");
          if (arrow > 0 && arrow < label) {
            step(
                line.substring(0, arrow),
                line.substring(arrow + 4, label),
                line.substring(label + LABEL.length(), line.indexOf('"', label + LABEL.length())));
          } else {
            state(line.substring(0, label), line.substring(label + LABEL.length()));
          }
        }
      }
      sortSteps();
    }

    private int number(String fingerprint) {
      return numbers.computeIfAbsent(
          Long.valueOf(fingerprint),
          key -> {
            states.add(null);
            return states.size() - 1;
          });
    }

    private void state(String fingerprint, String rest) {
      int end = rest.lastIndexOf('"');
      int state = number(fingerprint);
      if (rest.substring(end).contains("filled")) {
        initial.add(state);
      }
      // In the label each line break, backslash and quotation mark has a backslash before it.
      String text = rest.substring(0, end).replace("\\n", "\n").replace("\\\"", "\"");
      String[] conjuncts = text.replace("\\\\", "\\").split("(^|\n)/\\\\ ");
      Value[] all = new Value[conjuncts.length - 1];
      for (int i = 1; i < conjuncts.length; i++) { // the text before the first one is empty
        int equals = conjuncts[i].indexOf(" = ");
        String variable = conjuncts[i].substring(0, equals);
        int index = variables.computeIfAbsent(variable, v -> variables.size());
        all[index] = values.computeIfAbsent(conjuncts[i].substring(equals + 3), Value::parse);
      }
      states.set(state, all);
    }

    private void step(String source, String destination, String name) {
      if (count == from.length) {
        from = Arrays.copyOf(from, 2 * count);
        to = Arrays.copyOf(to, 2 * count);
        by = Arrays.copyOf(by, 2 * count);
      }
      from[count] = number(source);
      to[count] = number(destination);
      by[count++] =
          actionNumbers.computeIfAbsent(
              name,
              key -> {
                actions.add(key);
                return actions.size() - 1;
              });
    }

    /** Sorts the steps by the state that they start from. */
    private void sortSteps() {
      if (states.contains(null) || initial.isEmpty()) {
        throw new IllegalStateException("the dump is not whole");
      }
      first = new int[states.size() + 1];
      for (int i = 0; i < count; i++) {
        first[from[i] + 1]++;
      }
      for (int s = 0; s < states.size(); s++) {
        first[s + 1] += first[s];
      }
      int[] next = first.clone();
      target = new int[count];
      action = new int[count];
      for (int i = 0; i < count; i++) {
        int place = next[from[i]]++;
        target[place] = to[i];
        action[place] = by[i];
      }
    }
  }
}
