// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.Remains;
import dev.sluice.model.probe.Count;
import java.util.List;

/** What must hold at the end of each schedule, by id. */
final class Claims {

  private Claims() {}

  /**
   * Counts that it was looked at.
   *
   * @param what begins with the ids of what must hold, up to a colon
   */
  static void that(boolean holds, String what) {
    Count.evaluated(what);
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** B1: the caller's buffer, if it has one, and those that remain are all there are, each once. */
  static boolean distinct(Buffer mine, Remains<Buffer, ?> remains, Buffer first, Buffer second) {
    int firsts = mine == first ? 1 : 0;
    int seconds = mine == second ? 1 : 0;
    List<Buffer> clean = remains.clean();
    for (int i = 0; i < clean.size(); i++) {
      firsts += clean.get(i) == first ? 1 : 0;
      seconds += clean.get(i) == second ? 1 : 0;
    }
    for (int i = 0; i < remains.unflushed().size(); i++) {
      Buffer buffer = remains.unflushed().get(i).buffer();
      firsts += buffer == first ? 1 : 0;
      seconds += buffer == second ? 1 : 0;
    }
    return firsts == 1 && seconds == 1;
  }

  /**
   * B3, B4: of what was submitted for the offsets 0, 1, 2 and so on, the first ones were written,
   * in order and once, and exactly the others are unflushed, in order.
   */
  static void verdicts(int submitted, String written, Remains<Buffer, ?> remains) {
    String offsets = written.replace("L", "");
    StringBuilder unflushed = new StringBuilder();
    for (int i = 0; i < remains.unflushed().size(); i++) {
      Remains.Unflushed<Buffer> one = remains.unflushed().get(i);
      unflushed.append(one.offset());
      Buffer buffer = one.buffer();
      that(
          buffer != null && buffer.contents == Sink.contents(one.offset()),
          "B3: unflushed, but not its own");
    }
    String all = offsets + unflushed;
    that(all.equals("01234567".substring(0, submitted)), "B3, B4: " + offsets + "+" + unflushed);
    that(
        !written.contains("L") || written.indexOf("L") == written.length() - 1,
        "B4: the length was set before " + written);
  }
}
