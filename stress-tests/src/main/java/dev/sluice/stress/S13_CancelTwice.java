// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.CancellationToken;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Two threads cancel: for one of them this has no effect, and both see the token cancelled for
 * ever.
 *
 * <pre>
 *   first                      second
 *   fill the buffer            is it cancelled?
 *   cancel                     read the buffer
 *   is it cancelled?           cancel
 *                              is it cancelled?
 * </pre>
 *
 * <p>Visits K1, K2. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S13}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                   JDK 17         JDK 25
 *   true, early, true      2,752,806      4,465,686
 *   true, 1, true          2,557,696      4,746,256
 * </pre>
 *
 * <p>Catches: a cancel that toggles (false, early, true). A flag that is not volatile passes here.
 * Only aarch64 can show it.
 */
@JCStressTest
@Outcome(id = "true, early, true", expect = ACCEPTABLE, desc = "Looked before the first cancel.")
@Outcome(
    id = "true, 1, true",
    expect = ACCEPTABLE,
    desc = "Looked after it, and saw what came before.")
@Outcome(
    id = "true, .*, true",
    expect = FORBIDDEN,
    desc = "TORN: the cancel came before what it announces.")
@Outcome(id = ".*false.*", expect = FORBIDDEN, desc = "FORGOTTEN: a cancelled token is not.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "true, early, true", ids = "K1 K2")
@Visits(outcome = "true, 1, true", ids = "K1 K2")
@State
public class S13_CancelTwice {
  private final CancellationToken token = new CancellationToken();
  private final StressBuffer buffer = new StressBuffer();

  /** Cancels. */
  @Actor
  public void first(LLL_Result r) {
    buffer.fill(1);
    token.cancel();
    r.r1 = token.isCancelled();
  }

  /** Looks, then cancels as well. */
  @Actor
  public void second(LLL_Result r) {
    r.r2 = token.isCancelled() ? buffer.value() : "early";
    token.cancel();
    r.r3 = token.isCancelled();
  }
}
