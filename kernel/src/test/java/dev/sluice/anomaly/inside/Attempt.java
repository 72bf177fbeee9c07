// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Makes one call with an error in it, and judges the result. */
final class Attempt {

  private final AnomalyTrial trial;
  private final ErrorMode mode;
  private final int k;
  private Throwable thrown;
  private Throwable wrong;

  Attempt(AnomalyTrial trial, ErrorMode mode, int k) {
    this.trial = trial;
    this.mode = mode;
    this.k = k;
  }

  /**
   * Makes the attempt.
   *
   * @param moves whether another thread goes on when the thread of the call has ended
   * @return what is wrong; empty if nothing is
   */
  String run(boolean moves) {
    try {
      if (moves) {
        Thread caller = new Thread(this::call, "swept-caller");
        caller.setDaemon(true);
        caller.start();
        caller.join();
      } else {
        call();
      }
      if (wrong == null) {
        trial.judge(thrown);
      }
    } catch (Throwable t) {
      wrong = t;
    }
    return wrong == null ? "" : told();
  }

  private void call() {
    try {
      if (trial.isOfTheTask()) {
        trial.threads().onNew = thread -> Probe.arm(thread, mode, k);
      }
      trial.prepare();
      if (!trial.isOfTheTask()) {
        Probe.arm(Thread.currentThread(), mode, k);
      }
    } catch (Throwable t) {
      wrong = t;
      return;
    }
    try {
      trial.call();
    } catch (Throwable t) {
      thrown = t;
    } finally {
      if (!trial.isOfTheTask()) {
        Probe.disarm();
      }
    }
  }

  private String told() {
    StringBuilder told = new StringBuilder(text(wrong));
    if (Probe.first() != null) {
      told.append("The error was thrown here:\n").append(text(Probe.first()));
    }
    if (thrown != null && thrown != Probe.first()) {
      told.append("This came out of the call:\n").append(text(thrown));
    }
    return told.toString();
  }

  static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
