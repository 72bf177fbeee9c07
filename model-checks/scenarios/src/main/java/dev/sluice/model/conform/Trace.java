// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events of one run: for each thread the texts of its events, in the thread's order. Each call
 * is an event too, so the spec's callers cannot make other calls than the run.
 *
 * @param threads the sequences, by the name of the thread
 */
public record Trace(Map<String, List<String>> threads) {

  /**
   * Copies the map.
   *
   * @param threads as above
   */
  public Trace {
    threads = new TreeMap<>(threads);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    threads.forEach(
        (thread, events) ->
            text.append(thread).append(": ").append(String.join("; ", events)).append('\n'));
    return text.toString();
  }
}
