// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.tlc.Specs;
import dev.sluice.model.tlc.TlcConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says whether the spec allows what a run of the real code did. An oracle never changes, so any
 * thread may ask.
 */
public final class Oracle {

  private static final String IN = "in #";

  private final Automaton automaton;
  private final int flushes;
  private final int attempts;

  private Oracle(Automaton automaton, Map<String, String> constants) {
    this.automaton = automaton;
    this.flushes = Integer.parseInt(constants.get("Flushes"));
    this.attempts = Integer.parseInt(constants.get("MaxAttempt"));
  }

  /**
   * Loads the oracle of {@code FlushKernel-conformance.cfg}. TLC runs only if the folder does not
   * hold the states of these same specs.
   *
   * @param work a folder for TLC's output, which is kept
   * @return the oracle
   * @throws IOException if TLC does not search all states, or its output cannot be read
   * @throws InterruptedException if this thread is interrupted while TLC runs
   */
  public static Oracle load(Path work) throws IOException, InterruptedException {
    TlcConfig config = new Specs(Specs.FOLDER).configuration("FlushKernel-conformance");
    EventTable table = EventTable.read(Specs.FOLDER.resolve("events.tsv"));
    StateGraph graph = StateGraph.read(new Dump(work, config).file());
    return new Oracle(new Automaton(graph, table), config.constants());
  }

  /**
   * Returns the names of all actions of the spec that are a step of its graph.
   *
   * @return the names
   */
  public Set<String> actions() {
    return automaton.actions();
  }

  /**
   * Returns a text for the log.
   *
   * @return how large the graph is
   */
  public String size() {
    return automaton.graph().size()
        + " states, "
        + automaton.graph().steps()
        + " steps, "
        + automaton.labels()
        + " labels";
  }

  /**
   * Tells whether the spec allows a trace.
   *
   * @param trace what a run did
   * @return true if it does
   */
  public boolean accepts(Trace trace) {
    return judge(trace).accepted();
  }

  /**
   * Judges a trace.
   *
   * @param trace what a run did; the offsets tell the flushes apart, and are positive numbers, each
   *     used once
   * @return whether the spec allows the trace, and why
   * @throws IllegalArgumentException if the trace has more callers or flushes than the graph, which
   *     then says nothing about it
   */
  public Judgement judge(Trace trace) {
    return judge(trace, "");
  }

  /**
   * Tells whether an accepted trace proves that an action was taken.
   *
   * @param trace what a run did
   * @param action the action
   * @return true if each path that shows the trace has the action
   */
  boolean proves(Trace trace, String action) {
    return !judge(trace, action).accepted();
  }

  private Judgement judge(Trace trace, String avoided) {
    requireWithinBounds(trace);
    Judgement best = null;
    // The spec numbers flushes in the order in which they enter. Nobody can observe which of two
    // callers entered first, so each order that fits the callers' own orders is tried.
    for (List<String> order : orders(entered(trace))) {
      Trace numbered = numbered(trace, order);
      Judgement judgement = new StateSearch(automaton, numbered, avoided).judge();
      if (judgement.accepted()) {
        return judgement;
      }
      if (best == null || events(judgement) > events(best)) {
        best = judgement;
      }
    }
    return best;
  }

  private static int events(Judgement judgement) {
    return judgement.reached().values().stream().mapToInt(Integer::intValue).sum();
  }

  private void requireWithinBounds(Trace trace) {
    int entered = 0;
    boolean refused = false;
    for (Map.Entry<String, List<String>> thread : trace.threads().entrySet()) {
      String call = "";
      for (String event : thread.getValue()) {
        if (event.startsWith("call ")) {
          call = event;
          if (!automaton.callers().contains(thread.getKey())) {
            throw new IllegalArgumentException("the spec has no caller named " + thread.getKey());
          }
        } else if (event.startsWith(IN)) {
          entered++;
        } else if (event.startsWith("refused") && !event.contains("after an error")) {
          refused |= call.equals("call flush");
        }
      }
    }
    // A flush that will be refused has a number from its call on, while the handle has not ended.
    if (entered + (refused ? 1 : 0) > flushes) {
      throw new IllegalArgumentException(
          "the graph has traces of " + flushes + " flushes at most, this one has more: " + trace);
    }
  }

  /** Returns for each caller the offsets of the flushes that were let in, in the caller's order. */
  private static List<List<String>> entered(Trace trace) {
    List<List<String>> entered = new ArrayList<>();
    for (List<String> events : trace.threads().values()) {
      List<String> mine =
          events.stream()
              .filter(event -> event.startsWith(IN))
              .map(event -> event.substring(IN.length()))
              .toList();
      if (!mine.isEmpty()) {
        entered.add(mine);
      }
    }
    return entered;
  }

  /** Returns all merges of these sequences. */
  private static Set<List<String>> orders(List<List<String>> sequences) {
    Set<List<String>> orders = new HashSet<>();
    if (sequences.stream().allMatch(List::isEmpty)) {
      orders.add(List.of());
    }
    for (int i = 0; i < sequences.size(); i++) {
      List<String> sequence = sequences.get(i);
      if (!sequence.isEmpty()) {
        List<List<String>> rest = new ArrayList<>(sequences);
        rest.set(i, sequence.subList(1, sequence.size()));
        for (List<String> tail : orders(rest)) {
          List<String> order = new ArrayList<>(List.of(sequence.get(0)));
          order.addAll(tail);
          orders.add(order);
        }
      }
    }
    return orders;
  }

  /**
   * Returns the trace with the spec's numbers. Offsets are numbered in the order of entry, and
   * attempts only up to the largest number of the spec.
   */
  private Trace numbered(Trace trace, List<String> order) {
    Map<String, String> numbers = new HashMap<>();
    numbers.put("0", "0");
    for (String offset : order) {
      numbers.putIfAbsent(offset, Integer.toString(numbers.size()));
    }
    Map<String, List<String>> threads = new TreeMap<>();
    trace
        .threads()
        .forEach(
            (thread, events) ->
                threads.put(thread, events.stream().map(e -> numbered(e, numbers)).toList()));
    return new Trace(threads);
  }

  private String numbered(String event, Map<String, String> numbers) {
    String flushes = Words.renumbered(event, "#", n -> numbers.getOrDefault(n, "unknown " + n));
    return Words.renumbered(
        flushes, " no ", n -> Integer.toString(Math.min(attempts, Integer.parseInt(n))));
  }
}
