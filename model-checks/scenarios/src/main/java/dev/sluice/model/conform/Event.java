// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

/**
 * Something that one thread did, in the words of {@code events.tsv}. In the text {@code #7} stands
 * for the flush that was submitted for offset 7, and {@code #0} for a buffer never submitted.
 *
 * @param text the words
 */
public record Event(String text) {
  @Override
  public String toString() {
    return text;
  }
}
