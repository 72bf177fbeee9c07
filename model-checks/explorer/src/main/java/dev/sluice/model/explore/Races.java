// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Finds data races in a run: two accesses to one place by two threads, one of them plain and one of
 * them a write, that nothing orders. JLS 17.4.5: a program none of whose sequentially consistent
 * runs has one has no other runs at all. So a search that has ended and met none speaks for the
 * memory model.
 *
 * <p>What orders (JLS 17.4.4): a volatile write and each later read of the same place, leaving and
 * entering a monitor, starting a thread and its first step, the last step of a thread and a join,
 * an interrupt and seeing it. A write with release orders too, from when on it is seen: see {@link
 * StoreBuffers}. Other weaker access modes order nothing here, and park and unpark never do.
 *
 * <p>Each thread has a clock of how far it knows each other one. An access is stamped with its
 * thread's own count; it is ordered before another thread's if that one knows this count.
 */
final class Races {

  /**
   * An access.
   *
   * @param at its thread's count
   */
  private record Access(int thread, int at, boolean write, Strength how, int code) {
    String says(IntFunction<?> line) {
      return how
          + " "
          + (write ? "write" : "read")
          + " by thread "
          + thread
          + " at "
          + line.apply(code);
    }
  }

  /** The accesses to a place that a later one can race with: the last of each thread. */
  private static final class History {
    private final Access[] writes = new Access[Tree.THREADS];
    private final Access[] reads = new Access[Tree.THREADS];
  }

  private final Map<Long, History> histories = new HashMap<>();
  private final Map<Long, int[]> released = new HashMap<>();
  private final int[][] clocks = new int[Tree.THREADS][];
  private final IntFunction<?> line;
  private long checked;
  private String race;

  /**
   * For any number of runs.
   *
   * @param line the line of the source that the number of a place in the code stands for
   */
  Races(IntFunction<?> line) {
    this.line = line;
  }

  /** A new run. */
  void clear() {
    histories.clear();
    released.clear();
    for (int t = 0; t < Tree.THREADS; t++) {
      clocks[t] = new int[Tree.THREADS];
      clocks[t][t] = 1;
    }
    race = null;
  }

  /** An access of less than volatile strength. */
  void plain(int thread, long where, boolean write, String place, int code) {
    checked++;
    access(new Access(thread, clocks[thread][thread], write, Strength.PLAIN, code), where, place);
  }

  /**
   * A write with release, which others do not see yet.
   *
   * @return what it publishes, for {@link #seen}
   */
  int[] stored(int thread, long where, String place, int code) {
    access(new Access(thread, clocks[thread][thread], true, Strength.RELEASE, code), where, place);
    int[] published = clocks[thread].clone();
    clocks[thread][thread]++;
    return published;
  }

  /** From now on whoever acquires from the place knows what such a write published. */
  void seen(long where, int[] published) {
    merge(released.computeIfAbsent(where, w -> new int[Tree.THREADS]), published);
  }

  /** An access of volatile strength, which orders. */
  void strong(
      int thread, long where, boolean read, boolean write, Strength how, String place, int code) {
    access(new Access(thread, clocks[thread][thread], write, how, code), where, place);
    if (read) {
      acquire(thread, where);
    }
    if (write) {
      release(thread, where);
    }
  }

  private void access(Access access, long where, String place) {
    History history = histories.computeIfAbsent(where, w -> new History());
    compare(history.writes, access, place);
    if (access.write) {
      compare(history.reads, access, place);
    }
    Access[] own = access.write ? history.writes : history.reads;
    if (own[access.thread] == null || access.how.compareTo(own[access.thread].how) <= 0) {
      own[access.thread] = access; // a weaker one is kept: it can race with more
    }
  }

  private void compare(Access[] earlier, Access now, String place) {
    for (Access before : earlier) {
      if (race == null
          && before != null
          && before.thread != now.thread
          && before.how.races(now.how)
          && clocks[now.thread][before.thread] < before.at) {
        race =
            "data race on "
                + place
                + ": "
                + before.says(line)
                + ", then "
                + now.says(line)
                + "; nothing that thread "
                + before.thread
                + " did after the first happens-before what thread "
                + now.thread
                + " did before the second";
      }
    }
  }

  /** What the thread did until now is visible to whoever acquires from the same place. */
  void release(int thread, long where) {
    merge(released.computeIfAbsent(where, w -> new int[Tree.THREADS]), clocks[thread]);
    clocks[thread][thread]++;
  }

  /** What was released at a place is visible to the thread. */
  void acquire(int thread, long where) {
    int[] from = released.get(where);
    if (from != null) {
      merge(clocks[thread], from);
    }
  }

  /** What the thread did until now is visible to the one it starts. */
  void start(int thread, int started) {
    merge(clocks[started], clocks[thread]);
    clocks[thread][thread]++;
  }

  private static void merge(int[] into, int[] from) {
    Arrays.setAll(into, i -> Math.max(into[i], from[i]));
  }

  /** The first race of this run. */
  Optional<String> race() {
    return Optional.ofNullable(race);
  }

  /** How many plain accesses were held against it, in all runs. */
  long checked() {
    return checked;
  }
}
