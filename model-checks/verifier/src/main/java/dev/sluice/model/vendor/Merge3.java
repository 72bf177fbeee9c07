// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the changes of a newer original in a copy that was changed too. Both have changed the same
 * base. Where both touch the same lines, or lines side by side, the change is left to the user.
 *
 * @param merged the copy with all other changes of the newer original
 * @param conflicts the lines of the copy, from 1, where changes were left out
 */
record Merge3(List<String> merged, List<Integer> conflicts) {

  static Merge3 of(List<String> base, List<String> copy, List<String> newer) {
    List<AbstractDelta<String>> mine = DiffUtils.diff(base, copy).getDeltas();
    List<AbstractDelta<String>> theirs = new ArrayList<>(DiffUtils.diff(base, newer).getDeltas());
    List<String> merged = new ArrayList<>(copy);
    List<Integer> conflicts = new ArrayList<>();
    for (int i = theirs.size() - 1; i >= 0; i--) { // from the end: earlier lines stay in place
      AbstractDelta<String> delta = theirs.get(i);
      if (mine.stream().anyMatch(other -> same(other, delta))) {
        continue; // the copy has this change already
      }
      int from = delta.getSource().getPosition() + shift(mine, delta.getSource().getPosition());
      if (mine.stream().anyMatch(other -> touch(other.getSource(), delta.getSource()))) {
        conflicts.add(0, from + 1);
      } else {
        for (int n = 0; n < delta.getSource().size(); n++) {
          merged.remove(from);
        }
        merged.addAll(from, delta.getTarget().getLines());
      }
    }
    return new Merge3(merged, conflicts);
  }

  private static boolean same(AbstractDelta<String> one, AbstractDelta<String> other) {
    return one.getSource().equals(other.getSource())
        && one.getTarget().getLines().equals(other.getTarget().getLines());
  }

  private static boolean touch(Chunk<String> one, Chunk<String> other) {
    return one.getPosition() <= other.getPosition() + other.size()
        && other.getPosition() <= one.getPosition() + one.size();
  }

  /** Returns how far the copy's changes before a line of the base have moved that line. */
  private static int shift(List<AbstractDelta<String>> mine, int line) {
    return mine.stream()
        .filter(delta -> delta.getSource().getPosition() < line)
        .mapToInt(delta -> delta.getTarget().size() - delta.getSource().size())
        .sum();
  }
}
