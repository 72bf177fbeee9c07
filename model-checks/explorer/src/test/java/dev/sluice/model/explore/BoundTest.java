// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A search that was stopped is not one that found nothing. */
class BoundTest {

  private static String twoIncrements() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    Thread other = new Thread(count::incrementAndGet);
    other.start();
    count.incrementAndGet();
    other.join();
    return "" + count.get();
  }

  @Test
  void aSearchThatDidNotEndFails() {
    assertTrue(Explorer.check("two increments", BoundTest::twoIncrements, 2, "2").exhausted());
    AssertionError stopped =
        assertThrows(
            AssertionError.class,
            () -> Explorer.check("two increments", BoundTest::twoIncrements, 1, "2"));
    assertEquals(
        "two increments: no end within 1 schedules; make the program smaller",
        stopped.getMessage());
  }
}
