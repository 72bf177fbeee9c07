// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects the events of one run, a list for each thread. It shares nothing between threads and
 * synchronizes nothing: ask for the lists before the threads start, and for the trace after the
 * threads were joined.
 */
public final class Recorder {

  /** The name of the list of the flush task's thread. */
  public static final String TASK = "task";

  private final Map<String, Log> logs = new TreeMap<>();

  /** Makes a recorder without an event. */
  public Recorder() {}

  /** The events of one thread. No other thread touches this list. */
  public static final class Log {
    private final List<Event> events = new ArrayList<>();

    private Log() {}

    /**
     * Appends an event.
     *
     * @param event what this thread did
     */
    public void add(Event event) {
      events.add(event);
    }

    /**
     * Appends an event.
     *
     * @param text what this thread did
     */
    public void add(String text) {
      events.add(new Event(text));
    }
  }

  /**
   * Returns the list of one thread. Do not call this after that thread has started.
   *
   * @param thread {@link #TASK}, the name of a caller in the spec, or any other name for a thread
   *     that cancels, closes the gate or similar
   * @return the list of this thread, the same each time
   */
  public Log by(String thread) {
    return logs.computeIfAbsent(thread, name -> new Log());
  }

  /**
   * Returns all that was recorded.
   *
   * @return the trace of the run; its threads must be joined before
   */
  public Trace trace() {
    Map<String, List<String>> threads = new TreeMap<>();
    logs.forEach(
        (thread, log) -> {
          if (!log.events.isEmpty()) {
            threads.put(thread, log.events.stream().map(Event::text).toList());
          }
        });
    return new Trace(threads);
  }
}
