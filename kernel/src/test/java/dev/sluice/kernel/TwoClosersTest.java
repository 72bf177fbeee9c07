// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.sync.Gate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two threads close a gate. They wait so long that neither soon looks again by itself. */
@Bounded
class TwoClosersTest {

  /** After 1.1 s a close has logged twice for whom it waits, and logs it next after 10 s. */
  @Test
  @DisplayName("G2 G5: who leaves last wakes all who close, at once")
  void theLastReleaseWakesEveryCloseThatWaits() throws Exception {
    Gate gate = new Gate();
    Gate.Guard guard = gate.enter();
    List<Thread> closers =
        Stream.generate(() -> new Thread(gate::close)).limit(2).peek(Thread::start).toList();
    Thread.sleep(1500); // the test is about this time, and nothing signals its end
    for (Thread closer : closers) {
      Caller.awaitWaitingIn(closer, Gate.class);
    }
    guard.close();
    for (Thread closer : closers) {
      closer.join(TimeUnit.SECONDS.toMillis(5));
      assertFalse(closer.isAlive(), "nobody is in, and a close waits");
    }
  }
}
