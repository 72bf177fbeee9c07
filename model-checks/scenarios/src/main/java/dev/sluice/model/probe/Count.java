// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counters. The explorer ignores this class, so to count is not a step of a schedule. To count
 * a transition allocates nothing, because the kernel's tests check allocations, and check what the
 * kernel does when no memory is left.
 */
public final class Count {

  /**
   * The property that names the file for the counts, one a line, when the JVM ends. Without the
   * property they are not written.
   */
  public static final String FILE = "sluice.visits";

  private static final AtomicLongArray TRANSITIONS = new AtomicLongArray(256);
  private static final SortedMap<String, AtomicLong> PROPERTIES = new ConcurrentSkipListMap<>();

  static {
    String file = System.getProperty(FILE);
    if (file != null) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(file))));
    }
  }

  /** The thread that last closed a slot whose receiver was gone already. */
  private static volatile Thread refused;

  /** The thread that rehearses: it takes no transition. */
  private static volatile Thread muted;

  private Count() {}

  /** Stops counting what this thread does, or counts it again. */
  public static void mute(boolean on) {
    muted = on ? Thread.currentThread() : null;
  }

  /**
   * Counts that a transition was taken.
   *
   * @param probe the number of the transition, see {@link Probes#ids}
   */
  public static void hit(int probe) {
    if (muted == null || muted != Thread.currentThread()) {
      TRANSITIONS.incrementAndGet(probe);
    }
  }

  /**
   * Counts that properties were checked.
   *
   * @param what begins with the ids of properties, up to a colon
   */
  public static void evaluated(String what) {
    int end = what.indexOf(':');
    if (end > 0) {
      for (String id : what.substring(0, end).split(", ")) {
        PROPERTIES.computeIfAbsent(id, i -> new AtomicLong()).incrementAndGet();
      }
    }
  }

  /**
   * Notes that this thread closed a slot. The handle that closes is not told whether the receiver
   * is still there.
   */
  public static void closed(boolean inVain) {
    Thread me = Thread.currentThread();
    if (inVain) {
      refused = me;
    } else if (refused == me) {
      refused = null;
    }
  }

  /** Tells whether this thread's last close was in vain (H9, and not H10). */
  public static boolean closedInVain() {
    return refused == Thread.currentThread();
  }

  /** Returns all counts from the start on, by id. */
  public static SortedMap<String, Long> transitions() {
    SortedMap<String, Long> counts = new TreeMap<>();
    List<String> ids = Probes.ids();
    for (int i = 0; i < ids.size(); i++) {
      if (TRANSITIONS.get(i) > 0) {
        counts.put(ids.get(i), TRANSITIONS.get(i));
      }
    }
    return counts;
  }

  /** Returns how often each property was checked, from the start on. */
  public static SortedMap<String, Long> properties() {
    SortedMap<String, Long> counts = new TreeMap<>();
    PROPERTIES.forEach((id, count) -> counts.put(id, count.get()));
    return counts;
  }

  private static void write(Path file) {
    List<String> lines = new ArrayList<>();
    transitions().forEach((id, count) -> lines.add(id + "\t" + count));
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
