// SPDX-License-Identifier: Apache-2.0
package com.acme.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A project of its own: it explores its class as any user does, by what is public. */
class TicketTest {

  @Test
  void aTicketIsSoldOnce() {
    Exploration all = Explorer.check("a ticket", () -> twoCounters(Ticket::sell), "one");
    assertTrue(all.exhausted());
  }

  @Test
  void aTicketSoldAfterALookIsFoundSoldTwice() {
    AssertionError wrong =
        assertThrows(
            AssertionError.class,
            () -> Explorer.check("a look", () -> twoCounters(Ticket::sellAfterALook), "one"));
    assertTrue(wrong.getMessage().contains("both"), wrong.getMessage());
    assertTrue(wrong.getMessage().contains("Ticket.sellAfterALook"), wrong.getMessage());
  }

  @Test
  void anExpectedOutcomeThatNeverComesFailsTheCheck() {
    AssertionError wrong =
        assertThrows(
            AssertionError.class,
            () -> Explorer.check("too many", () -> twoCounters(Ticket::sell), "one", "nobody"));
    assertEquals("too many: it returned [one], expected [nobody, one]", wrong.getMessage());
  }

  /** What the other counter sold is handed over by the join. */
  private static String twoCounters(Predicate<Ticket> sells) throws InterruptedException {
    Ticket ticket = new Ticket();
    boolean[] other = new boolean[1];
    Thread counter = new Thread(() -> other[0] = sells.test(ticket));
    counter.start();
    boolean mine = sells.test(ticket);
    counter.join();
    return mine && other[0] ? "both" : mine || other[0] ? "one" : "nobody";
  }
}
