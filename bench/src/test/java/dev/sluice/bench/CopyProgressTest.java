// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CopyProgressTest {

  private final StringWriter terminal = new StringWriter();

  @Test
  void progressShowsHowFarAndOfWhat() {
    CopyProgress progress = new CopyProgress(new PrintWriter(terminal), 8_000_000);
    progress.at(2_000_000);
    assertTrue(
        terminal.toString().matches("\\r2 of 8 MB, 25 %, [0-9]+ MB/s  "), terminal.toString());
    progress.endLine();
    progress.endLine();
    assertTrue(terminal.toString().endsWith("MB/s  " + System.lineSeparator()));
  }

  @Test
  void progressOfAnUnknownTotalShowsHowFarAlone() {
    new CopyProgress(new PrintWriter(terminal), 0).at(2_000_000);
    assertTrue(terminal.toString().matches("\\r2 MB, [0-9]+ MB/s  "), terminal.toString());
  }

  /** Each line costs a system call. */
  @Test
  void progressShowsOneOfManyInAShortTime() {
    CopyProgress progress = new CopyProgress(new PrintWriter(terminal), 0);
    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      progress.at(i);
    }
    long tenths = (System.nanoTime() - start) / 100_000_000;
    long shown = terminal.toString().chars().filter(c -> c == '\r').count();
    assertTrue(1 <= shown && shown <= 1 + tenths, shown + " lines in " + tenths + " tenths");
  }

  @Test
  void progressIsQuietWithoutATerminal() {
    CopyProgress progress = new CopyProgress(null, 10);
    progress.at(5);
    progress.endLine();
    assertEquals("", terminal.toString());
  }
}
