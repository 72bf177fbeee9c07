// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.sluice.model.harness.KernelSources;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a line of a changed kernel in the unchanged one, whose lines the page shows. */
record Lines(KernelSources kernel, KernelSources changed) {

  private static final Pattern PLACE = Pattern.compile("\\((\\w+\\.java):(\\d+)\\)$");

  /**
   * Returns the part of the page for a place like {@code Slot.send(Slot.java:130)}.
   *
   * @return empty if the place is not in the kernel, or in a line that the unchanged kernel lacks
   */
  String part(String at) {
    Matcher place = PLACE.matcher(at);
    if (!place.find()) {
      return "";
    }
    String file = place.group(1);
    String path =
        kernel.files().keySet().stream()
            .filter(p -> Code.name(p).equals(file))
            .findFirst()
            .orElse(null);
    if (path == null) {
      return "";
    }
    int line = original(path, Integer.parseInt(place.group(2)));
    return line > 0 ? file + "-" + line : "";
  }

  private int original(String path, int line) {
    if (kernel.text(path).equals(changed.text(path))) {
      return line;
    }
    List<String> before = kernel.text(path).lines().toList();
    List<String> after = changed.text(path).lines().toList();
    int shift = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      int from = delta.getTarget().getPosition();
      int to = from + delta.getTarget().size();
      if (line - 1 < from) {
        break;
      } else if (line - 1 < to) {
        return 0;
      }
      shift = delta.getSource().getPosition() + delta.getSource().size() - to;
    }
    return line + shift;
  }
}
