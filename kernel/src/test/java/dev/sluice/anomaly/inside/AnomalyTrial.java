// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

/** An attempt: preparations without errors, one public call with errors, and the judgement. */
abstract class AnomalyTrial {

  /** Prepares the call. */
  abstract void prepare() throws Exception;

  /** Makes one public call, on the thread whose probes count. */
  abstract void call() throws Exception;

  /**
   * Goes on, ends the handle, and looks at what is left. There are no errors any more.
   *
   * @param thrown what the call threw, or null
   * @throws Violation if a rule does not hold
   */
  abstract void judge(Throwable thrown) throws Exception;

  /** Tells whether the probes of the flush task's thread count, and not those of the caller. */
  boolean isOfTheTask() {
    return false;
  }

  /** Returns the factory of the flush task's threads, whose probes may be the ones that count. */
  abstract Threads threads();

  /** Tells the world that a spawn has returned. */
  static void spawned() {
    ((Runnable) AnomalyTrial.class.getClassLoader()).run();
  }

  /** Tells whether an error of the probes is among the causes and suppressed exceptions. */
  static boolean isInjected(Throwable thrown) {
    return Chain.has(thrown, Injected.class::isInstance);
  }
}
