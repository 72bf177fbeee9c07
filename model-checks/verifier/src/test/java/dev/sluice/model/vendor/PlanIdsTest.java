// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may name behind {@code --check}. */
class PlanIdsTest {

  private static final List<String> IDS =
      List.of(
          "unit; SlotTest",
          "unit; dev.sluice.io.fault.WordsTest",
          "explore; one flush against cancel; atomic",
          "explore; one flush against cancel; real",
          "explore; ExactParkingTest",
          "conform",
          "stress; S21",
          "tlc; Slot");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unit; SlotTest",
        "unit; SlotTest#anItem",
        "unit; dev.sluice.sync.SlotTest",
        "unit; WordsTest",
        "unit",
        "explore;one flush against cancel;real",
        "explore; ExactParkingTest",
        "conform",
        "stress; S2",
        "stress",
        "tlc; Slot"
      })
  void whatIsThereIsNotRefused(String check) {
    PlanIds.require(List.of(check), IDS);
  }

  @ParameterizedTest
  @CsvSource({
    "unit; SlotTets, unit; SlotTest",
    "unit; Words, unit; dev.sluice.io.fault.WordsTest",
    "explore; one flush against cancle; real, explore; one flush against cancel; real",
    "explore; one flush against cancel, explore; one flush against cancel; real",
    "stress; S12, stress; S21",
    "tlc; Slots, tlc; Slot",
    "confrm, conform"
  })
  void whatIsNotThereIsRefusedWithTheNearestName(String check, String nearest) {
    BadInput refused = assertThrows(BadInput.class, () -> PlanIds.require(List.of(check), IDS));
    String said = refused.getMessage();
    assertTrue(said.contains("There is no check '" + check + "'"), said);
    assertTrue(said.contains("are '" + nearest + "'"), said);
  }

  @Test
  void theDistanceCountsWhatIsPutInTakenOutAndChanged() {
    assertEquals(0, PlanIds.distance("slot", "slot"));
    assertEquals(3, PlanIds.distance("kitten", "sitting"));
    assertEquals(4, PlanIds.distance("", "slot"));
    assertEquals(4, PlanIds.distance("slot", ""));
  }
}
