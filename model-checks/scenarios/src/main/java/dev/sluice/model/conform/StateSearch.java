// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for a path of the automaton that shows the events of one trace. A node is a state, and for
 * each thread the number of events that are behind it. Each node is looked at once.
 */
final class StateSearch {

  private final Automaton automaton;
  private final Trace trace;
  private final String avoided;
  private final List<String> threads;

  /** The numbers of the events of each thread. */
  private final int[][] events;

  /** For each thread, how much one event adds to the code of a position. */
  private final int[] weights;

  private final int positions;
  private final NodeTable nodes = new NodeTable();
  private final Ints open = new Ints();
  private int farthest;
  private int farthestEvents = -1;

  /**
   * Prepares a search.
   *
   * @param avoided an action that the path must not take; empty for none
   */
  StateSearch(Automaton automaton, Trace trace, String avoided) {
    this.automaton = automaton;
    this.trace = trace;
    this.avoided = avoided;
    this.threads = List.copyOf(trace.threads().keySet());
    events = new int[threads.size()][];
    weights = new int[threads.size()];
    int weight = 1;
    for (int t = 0; t < weights.length; t++) {
      List<String> sequence = trace.threads().get(threads.get(t));
      events[t] = sequence.stream().mapToInt(automaton::event).toArray();
      weights[t] = weight;
      weight = Math.multiplyExact(weight, sequence.size() + 1);
    }
    positions = weight;
  }

  Judgement judge() {
    for (int state : automaton.graph().initial()) {
      reach(state, 0, -1, -1);
    }
    while (open.size() > 0) {
      int node = open.removeLast();
      if (position(node) == positions - 1) {
        return new Judgement(true, path(node), Map.of(), List.of(), trace);
      }
      expand(node);
    }
    return new Judgement(false, List.of(), reached(), allowed(), trace);
  }

  private void expand(int node) {
    int state = state(node);
    int position = position(node);
    int end = automaton.first(state + 1);
    for (int step = automaton.first(state); step < end; step++) {
      if (automaton.stepLabel(step) == Automaton.INTERNAL && mayTake(step)) {
        reach(automaton.target(step), position, node, step);
      }
    }
    // They are added last, so that they are tried first.
    for (int step = automaton.first(state); step < end; step++) {
      if (automaton.stepLabel(step) != Automaton.INTERNAL && mayTake(step)) {
        Automaton.Label label = automaton.label(automaton.stepLabel(step));
        for (int t = 0; t < weights.length; t++) {
          if (shows(label, t, count(position, t))) {
            int next = position + weights[t] * label.events().size();
            reach(automaton.target(step), next, node, step);
          }
        }
      }
    }
  }

  private boolean mayTake(int step) {
    return avoided.isEmpty() || !automaton.action(step).equals(avoided);
  }

  private boolean shows(Automaton.Label label, int t, int from) {
    List<Integer> shown = label.events();
    if (from + shown.size() > events[t].length) {
      return false;
    }
    for (int i = 0; i < shown.size(); i++) {
      if (events[t][from + i] != shown.get(i)) {
        return false;
      }
    }
    return label.thread().equals(Automaton.ANY) || label.thread().equals(threads.get(t));
  }

  private void reach(int state, int position, int parent, int step) {
    if (nodes.add((long) state * positions + position, parent, step)) {
      open.add(nodes.size() - 1);
      int shown = 0;
      for (int t = 0; t < weights.length; t++) {
        shown += count(position, t);
      }
      if (shown > farthestEvents) {
        farthestEvents = shown;
        farthest = position;
      }
    }
  }

  private int state(int node) {
    return (int) (nodes.key(node) / positions);
  }

  private int position(int node) {
    return (int) (nodes.key(node) % positions);
  }

  private int count(int position, int t) {
    return position / weights[t] % (events[t].length + 1);
  }

  private List<Judgement.Step> path(int last) {
    ArrayDeque<Judgement.Step> path = new ArrayDeque<>();
    for (int node = last; nodes.parent(node) >= 0; node = nodes.parent(node)) {
      String state = automaton.stateClass(state(nodes.parent(node)));
      path.addFirst(new Judgement.Step(state, automaton.action(nodes.step(node))));
    }
    return List.copyOf(path);
  }

  private Map<String, Integer> reached() {
    Map<String, Integer> reached = new TreeMap<>();
    for (int t = 0; t < weights.length; t++) {
      reached.put(threads.get(t), count(farthest, t));
    }
    return reached;
  }

  /** Returns what the spec allows in the states with the most events behind them. */
  private List<String> allowed() {
    TreeSet<String> allowed = new TreeSet<>();
    for (int node = 0; node < nodes.size(); node++) {
      if (position(node) == farthest) {
        int state = state(node);
        for (int step = automaton.first(state); step < automaton.first(state + 1); step++) {
          if (automaton.stepLabel(step) != Automaton.INTERNAL) {
            allowed.add(automaton.text(automaton.label(automaton.stepLabel(step))));
          }
        }
      }
    }
    return new ArrayList<>(allowed);
  }
}
