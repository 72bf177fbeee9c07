// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

/** Holds what is said now against the chapters that show it. */
final class Chapters {

  private Chapters() {}

  /**
   * Holds it, if a chapter shows it.
   *
   * @param what was to be shown, {@code ladder 3} say
   */
  static void hold(String what, String said) throws IOException {
    for (Course.Shown shown : Course.all()) {
      if (shown.what().equals(what)) {
        assertEquals(
            comparable(said),
            comparable(shown.output().text()),
            () ->
                shown.chapter()
                    + " shows something else; refresh it: -Dshow=\"refresh "
                    + what
                    + '"');
      }
    }
  }

  private static String comparable(String said) {
    int example = said.indexOf(Show.EXAMPLE);
    return (example < 0 ? said : said.substring(0, example)).strip();
  }
}
