// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The graph of states, in which the label of each step has the events that the step shows. A step
 * is a number. The steps of state {@code s} are {@code first(s) .. first(s + 1) - 1}.
 */
final class Automaton {

  /** The label of an internal step. */
  static final int INTERNAL = -1;

  /** The number of an event that is not in the spec. */
  static final int UNKNOWN = -1;

  /** The thread of a label that any thread may have. */
  static final String ANY = "any";

  private final StateGraph graph;
  private final EventTable table;

  /** The callers, then the task. */
  private final List<String> threads = new ArrayList<>();

  private final Numbers<String> events = new Numbers<>();
  private final Numbers<Label> labels = new Numbers<>();
  private final Numbers<String> actions = new Numbers<>();
  private final Map<Value, Map<String, String>> calls = new IdentityHashMap<>();
  private final Numbers<String> stateClasses = new Numbers<>();
  private final int[] classOf;
  private final int[] first;
  private final Ints targets = new Ints();
  private final Ints stepLabels = new Ints();
  private final Ints stepActions = new Ints();

  /** The events of one thread, one after the other. */
  record Label(String thread, List<Integer> events) {}

  /** Numbers things in the order in which they come. */
  static final class Numbers<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    int of(T thing) {
      return numbers.computeIfAbsent(
          thing,
          key -> {
            things.add(key);
            return things.size() - 1;
          });
    }

    T get(int number) {
      return things.get(number);
    }
  }

  Automaton(StateGraph graph, EventTable table) {
    this.graph = graph;
    this.table = table;
    for (Object caller : graph.value(graph.initial().get(0), "calls").record().keySet()) {
      threads.add((String) caller);
    }
    threads.add(Recorder.TASK);
    classOf = new int[graph.size()];
    first = new int[graph.size() + 1];
    for (int state = 0; state < graph.size(); state++) {
      for (int i = graph.first(state); i < graph.first(state + 1); i++) {
        addSteps(state, graph.target(i), graph.action(i));
      }
      addObservations(state);
      classOf[state] = stateClasses.of(describe(state));
      first[state + 1] = targets.size();
    }
  }

  private void addSteps(int state, int target, String action) {
    for (EventTable.Row row : table.of(action)) {
      if (row.internal()) {
        add(target, INTERNAL, action);
      } else if (row.thread().equals("caller")) {
        for (String caller : callers()) {
          if (acts(caller, state, target)) {
            add(target, label(row, caller, new Words(graph, state, caller)), action);
          }
        }
      } else {
        add(target, label(row, row.thread(), new Words(graph, state, "")), action);
      }
    }
  }

  /**
   * Tells whether a step may be this caller's. TLC does not say whose step it is. A step that
   * changes nothing may be that of any caller in a call.
   */
  private boolean acts(String caller, int state, int target) {
    if (state != target) {
      return !call(state, caller).equals(call(target, caller));
    }
    String at = callAt(state, caller);
    return !at.equals("idle") && !at.equals("called");
  }

  private String callAt(int state, String caller) {
    return graph.value(state, "calls").at(caller).at("at").toString();
  }

  /**
   * Returns what a caller does, as a text. There are few values of calls, and each is one object.
   */
  private String call(int state, String caller) {
    Value all = graph.value(state, "calls");
    return calls
        .computeIfAbsent(all, key -> new HashMap<>())
        .computeIfAbsent(caller, key -> all.at(key).toString());
  }

  /** Adds what a thread may see in a state without a step. */
  private void addObservations(int state) {
    if (!graph.value(state, "guard").isTrue()) {
      observe(state, "Observe_GuardReleased", "");
    }
    if (graph.value(state, "task").at("at").toString().equals("GONE")) {
      observe(state, "Observe_Gone", "");
    }
    if (graph.value(state, "handle").toString().equals("DETACHED")) {
      observe(state, "Observe_Detached", "");
    }
    for (String caller : callers()) {
      if (waits(state, caller)) {
        observe(state, "Observe_Waiting", caller);
      }
    }
  }

  /** Tells whether a caller is in a slot and cannot go on. */
  private boolean waits(int state, String caller) {
    Value requests = graph.value(state, "requests");
    Value recycled = graph.value(state, "recycled");
    return switch (callAt(state, caller)) {
      case "send" -> requests.at("pending").size() > 0 && !requests.at("gone").isTrue();
      case "receive", "await" ->
          recycled.at("pending").size() == 0 && recycled.at("terminal").size() == 0;
      default -> false;
    };
  }

  private void observe(int state, String name, String caller) {
    for (EventTable.Row row : table.of(name)) {
      add(state, label(row, row.thread(), new Words(graph, state, caller)), name);
    }
  }

  private int label(EventTable.Row row, String thread, Words words) {
    List<Integer> numbers = new ArrayList<>();
    row.events().forEach(event -> numbers.add(events.of(words.fillIn(event))));
    return labels.of(new Label(thread, numbers));
  }

  private void add(int target, int label, String action) {
    targets.add(target);
    stepLabels.add(label);
    stepActions.add(actions.of(action));
  }

  StateGraph graph() {
    return graph;
  }

  List<String> callers() {
    return threads.subList(0, threads.size() - 1);
  }

  int first(int state) {
    return first[state];
  }

  int target(int step) {
    return targets.get(step);
  }

  int stepLabel(int step) {
    return stepLabels.get(step);
  }

  String action(int step) {
    return actions.get(stepActions.get(step));
  }

  /** Returns how many labels there are. */
  int labels() {
    return labels.things.size();
  }

  Label label(int number) {
    return labels.get(number);
  }

  /** Returns the number of an event. */
  int event(String text) {
    return events.numbers.getOrDefault(text, UNKNOWN);
  }

  /** Returns a text for a person. */
  String text(Label label) {
    return label.thread()
        + ": "
        + String.join("; ", label.events().stream().map(events::get).toList());
  }

  /** Returns a text for a person: where handle and task are, and whether the token is cancelled. */
  String stateClass(int state) {
    return stateClasses.get(classOf[state]);
  }

  private String describe(int state) {
    return graph.value(state, "handle")
        + "/"
        + graph.value(state, "task").at("at")
        + (graph.value(state, "cancelled").isTrue() ? "/cancelled" : "");
  }

  /** Returns the actions of the spec, without observations. */
  TreeSet<String> actions() {
    return graph.actions();
  }
}
