// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.util.List;

/**
 * A fault that a check found in a copy.
 *
 * @param layer the layer of the check
 * @param check the check that found it
 * @param says the fault, in short
 * @param at files and lines of the copy that the check named
 * @param changed files and lines where the copy was changed, if the check named none of these
 * @param log the whole output of the check
 */
record Finding(
    String layer, String check, String says, List<String> at, List<String> changed, String log) {

  private static final int SHOWN = 5;

  /** Returns the text for the console. */
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
