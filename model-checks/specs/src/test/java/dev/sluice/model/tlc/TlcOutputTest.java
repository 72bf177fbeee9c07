// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.model.tlc.TlcResult.Action;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of TLC's messages. */
class TlcOutputTest {

  private static String message(int code, String text) {
    return "@!@!@STARTMSG " + code + ":0 @!@!@\n" + text + "\n@!@!@ENDMSG " + code + " @!@!@\n";
  }

  private static String coverage(int distinct, int generated) {
    String at = " line 3, col 1 to line 3, col 9 of module M>: " + distinct + ":" + generated;
    return message(2201, "The coverage statistics at 2026-11-27 21:44:01")
        + message(2772, "<H1_Spawns" + at)
        + message(2772, "<H1_Spawns" + at.replace('3', '7'));
  }

  /** Seen red by counts that were added up over all reports: up to four times too high. */
  @Test
  void theLastReportOfALongRunCounts() {
    TlcOutput said = new TlcOutput(coverage(1, 2) + coverage(10, 20), "");
    assertEquals(Map.of("H1_Spawns", new Action(20, 40)), said.actions);
  }
}
