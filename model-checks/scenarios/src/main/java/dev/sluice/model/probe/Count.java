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
 * The counters. The explorer ignores this class: to count is no step of a schedule. To count a
 * transition allocates nothing, as the kernel's tests look at that, and at what it does when there
 * is no memory left.
 */
public final class Count {

  /** Where the counts go when the JVM ends, a line each; nowhere, if it is not set. */
  public static final String FILE = "sluice.visits";

  private static final AtomicLongArray TRANSITIONS = new AtomicLongArray(256);
  private static final SortedMap<String, AtomicLong> PROPERTIES = new ConcurrentSkipListMap<>();

  static {
    String file = System.getProperty(FILE);
    if (file != null) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(file))));
    }
  }

  /** Who last closed a slot whose receiver was gone already. */
  private static volatile Thread refused;

  /** Who rehearses, and takes no transition. */
  private static volatile Thread muted;

  private Count() {}

  /** What this thread does is not counted; or it is again. */
  public static void mute(boolean on) {
    muted = on ? Thread.currentThread() : null;
  }

  /**
   * A transition was taken.
   *
   * @param probe its number, see {@link Probes#ids}
   */
  public static void hit(int probe) {
    if (muted == null || muted != Thread.currentThread()) {
      TRANSITIONS.incrementAndGet(probe);
    }
  }

  /**
   * What must hold was looked at.
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

  /** A slot was closed; the handle that does so is not told whether somebody will hear of it. */
  public static void closed(boolean inVain) {
    Thread me = Thread.currentThread();
    if (inVain) {
      refused = me;
    } else if (refused == me) {
      refused = null;
    }
  }

  /** Whether this thread's last close was in vain (H9, and not H10). */
  public static boolean closedInVain() {
    return refused == Thread.currentThread();
  }

  /** All counts from the start on, by id. */
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

  /** How often each property was looked at from the start on. */
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
