// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.List;
import java.util.Map;

/**
 * The oracle's judgement of a trace.
 *
 * @param accepted whether the spec allows it
 * @param path if accepted, the steps of one path that shows the trace, internal steps included
 * @param reached if rejected, how many events of each thread could be explained, at most
 * @param allowed if rejected, what the spec allows next there
 * @param trace the trace
 */
public record Judgement(
    boolean accepted,
    List<Step> path,
    Map<String, Integer> reached,
    List<String> allowed,
    Trace trace) {

  /**
   * A step of the path.
   *
   * @param state where handle and task were before the step
   * @param action the action's name in the spec
   */
  public record Step(String state, String action) {

    /** Tells whether the step is an action. An observation is not an action. */
    boolean isAction() {
      return !action.startsWith(EventTable.OBSERVE);
    }
  }

  /**
   * Returns a text for a person: the longest part of the trace that the spec allows, and what is
   * wrong after it.
   *
   * @return some lines
   */
  public String explanation() {
    if (accepted) {
      return "accepted";
    }
    StringBuilder text = new StringBuilder("the spec does not allow this trace\n");
    trace
        .threads()
        .forEach(
            (thread, events) -> {
              int count = reached.get(thread);
              text.append("  ").append(thread).append(": ");
              text.append(String.join("; ", events.subList(0, count)));
              if (count < events.size()) {
                text.append("  BUT NOT  ");
                text.append(String.join("; ", events.subList(count, events.size())));
              }
              text.append('\n');
            });
    text.append("  allowed next were:\n");
    allowed.forEach(next -> text.append("    ").append(next).append('\n'));
    return text.toString();
  }
}
