// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.Remains;
import dev.sluice.model.probe.Count;
import java.util.List;

/** The claims that must hold at the end of each schedule, by id. */
final class Claims {

  private Claims() {}

  /**
   * Checks a claim, and counts that it was checked.
   *
   * @param what begins with the ids of the properties, up to a colon
   */
  static void that(boolean holds, String what) {
    Count.evaluated(what);
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /**
   * Tells whether B1 holds: the caller's buffer, if it has one, and the remaining buffers are all
   * buffers, each once.
   */
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
   * Checks B3 and B4. Buffers were submitted for the offsets 0, 1, 2 and so on. The first of them
   * must be written, in order and once. All others, and no more, must be unflushed, in order.
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
