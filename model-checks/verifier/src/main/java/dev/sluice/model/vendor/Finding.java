// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.util.List;

/**
 * Something that a check says of a copy.
 *
 * @param layer of the check
 * @param check what found it
 * @param says what it found, in short
 * @param at file and line of the copy, of those in what it said
 * @param changed file and line where the copy was changed, if none of those is among them
 * @param log all that it said
 */
record Finding(
    String layer, String check, String says, List<String> at, List<String> changed, String log) {

  private static final int SHOWN = 5;

  /** For the console. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("FOUND by ").append(layer).append(", ").append(check).append('\n');
    says.lines().limit(SHOWN).forEach(line -> text.append("    ").append(line).append('\n'));
    at.forEach(where -> text.append("    at ").append(where).append('\n'));
    if (!changed.isEmpty()) {
      text.append("    the copy was changed at ").append(String.join(", ", changed)).append('\n');
    }
    return text.append("    log: ").append(log).append('\n').toString();
  }
}
