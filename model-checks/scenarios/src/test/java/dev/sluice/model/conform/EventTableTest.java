// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.tlc.Specs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code events.tsv} against the spec. */
@Tag("conform")
@Tag("long")
@Tag("here")
class EventTableTest {

  @Test
  void theEventTableNamesExactlyTheActionsOfTheSpec() throws Exception {
    EventTable table = EventTable.read(Specs.FOLDER.resolve("events.tsv"));
    assertEquals(table.actions(), TheOracle.get().actions());
    assertTrue(table.actions().size() > 60, () -> "hardly an action: " + table.actions());
  }
}
