// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts traces, compares each distinct one with the spec once, and reports. Several threads may
 * add traces.
 */
public final class Conformance {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** How many traces are kept for each action. One of them may prove that the action was taken. */
  private static final int EXAMPLES = 500;

  private final String source;
  private final Map<Trace, Long> traces = new HashMap<>();
  private final Map<Trace, Judgement> judged = new HashMap<>();
  private final SortedMap<String, Long> actions = new TreeMap<>();
  private final SortedMap<String, Long> stateActions = new TreeMap<>();
  private final Map<String, List<Trace>> examples = new TreeMap<>();
  private double seconds;
  private long added;
  private long accepted;
  private long rejected;

  /**
   * Makes a report without a trace.
   *
   * @param source where the traces come from, for the report
   */
  public Conformance(String source) {
    this.source = source;
  }

  /**
   * Adds a trace, to be judged later.
   *
   * @param trace what a run did
   */
  public synchronized void add(Trace trace) {
    added++;
    traces.merge(trace, 1L, Long::sum);
  }

  /**
   * Judges all added traces that are not judged yet.
   *
   * @param oracle the spec
   */
  public synchronized void judge(Oracle oracle) {
    traces.forEach(
        (trace, times) -> {
          Judgement judgement = judged.get(trace);
          if (judgement == null) {
            judgement = oracle.judge(trace);
            judged.put(trace, judgement);
          }
          if (judgement.accepted()) {
            accepted += times;
            count(judgement, trace, times);
          } else {
            rejected += times;
          }
        });
    traces.clear();
  }

  private void count(Judgement judgement, Trace trace, long times) {
    for (Judgement.Step step : judgement.path()) {
      if (step.isAction()) {
        actions.merge(step.action(), times, Long::sum);
        stateActions.merge(step.state() + " " + step.action(), times, Long::sum);
        keepExample(step.action(), trace);
      }
    }
  }

  /**
   * Returns how many traces were added.
   *
   * @return the number
   */
  public synchronized long traces() {
    return added;
  }

  /**
   * Returns the traces that were judged and not accepted.
   *
   * @return the judgement of each distinct trace
   */
  public synchronized List<Judgement> rejections() {
    return judged.values().stream().filter(judgement -> !judgement.accepted()).toList();
  }

  private void keepExample(String action, Trace trace) {
    List<Trace> kept = examples.computeIfAbsent(action, key -> new ArrayList<>());
    if (kept.size() < EXAMPLES && !kept.contains(trace)) {
      kept.add(trace);
    }
  }

  /**
   * Returns the actions of the spec that no accepted trace proves to have been taken. A trace may
   * have several explanations. It proves only the actions that are in all of them. The report
   * counts the steps of one of them.
   *
   * @param oracle the spec
   * @return the names of these actions
   */
  public synchronized TreeSet<String> missing(Oracle oracle) {
    TreeSet<String> missing = new TreeSet<>(oracle.actions());
    missing.removeIf(
        action ->
            examples.getOrDefault(action, List.of()).stream()
                .anyMatch(trace -> oracle.proves(trace, action)));
    return missing;
  }

  /**
   * Says how long it took to get the traces and to judge them, for the report.
   *
   * @param seconds measured by the caller, because nothing in this package reads a clock in a run
   */
  public synchronized void took(double seconds) {
    this.seconds = seconds;
  }

  /**
   * Returns one line for the log.
   *
   * @return the line
   */
  public synchronized String line() {
    return "conformance of "
        + source
        + ": "
        + added
        + " traces, "
        + judged.size()
        + " distinct, "
        + accepted
        + " accepted, "
        + rejected
        + " rejected, "
        + actions.size()
        + " actions";
  }

  /**
   * Writes the results into a report, and keeps what other sources wrote there.
   *
   * @param file the report
   * @throws IOException if it cannot be read or written
   */
  public synchronized void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ObjectNode sources = JSON.createObjectNode();
    if (Files.exists(file)) {
      sources.setAll((ObjectNode) JSON.readTree(file.toFile()).path("sources"));
    }
    ObjectNode mine = sources.putObject(source);
    mine.put("written", Instant.now().toString());
    mine.put("seconds", seconds);
    mine.put("traces", added);
    mine.put("distinct", judged.size());
    mine.put("accepted", accepted);
    mine.put("rejected", rejected);
    mine.set("actions", JSON.valueToTree(actions));
    mine.set("stateActions", JSON.valueToTree(stateActions));

    ObjectNode report = JSON.createObjectNode();
    for (String count : List.of("traces", "distinct", "accepted", "rejected")) {
      long sum = 0;
      for (JsonNode each : sources) {
        sum += each.path(count).asLong();
      }
      report.put(count, sum);
    }
    double allSeconds = 0;
    for (JsonNode each : sources) {
      allSeconds += each.path("seconds").asDouble();
    }
    report.put("seconds", allSeconds);
    report.set("actions", summed(sources, "actions"));
    report.set("stateActions", summed(sources, "stateActions"));
    report.set("sources", sources);
    JSON.writeValue(file.toFile(), report);
  }

  private static JsonNode summed(ObjectNode sources, String counts) {
    SortedMap<String, Long> sums = new TreeMap<>();
    for (JsonNode source : sources) {
      source
          .path(counts)
          .properties()
          .forEach(count -> sums.merge(count.getKey(), count.getValue().asLong(), Long::sum));
    }
    return JSON.valueToTree(sums);
  }
}
