// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

/**
 * An event of one thread, in the words of {@code events.tsv}. In the text, {@code #7} is the flush
 * that was submitted for offset 7, and {@code #0} is a buffer that was never submitted.
 *
 * @param text the words
 */
public record Event(String text) {
  @Override
  public String toString() {
    return text;
  }
}
