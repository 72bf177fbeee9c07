// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

/** One attempt: what is prepared without errors, one public call with them, and what came of it. */
abstract class AnomalyTrial {

  /** What the call stands on. */
  abstract void prepare() throws Exception;

  /** One public call, on the thread whose probes count. */
  abstract void call() throws Exception;

  /**
   * Goes on, ends it, and looks at what is left. There are no errors any more.
   *
   * @param thrown what came out of the call, or null
   * @throws Violation if a rule does not hold
   */
  abstract void judge(Throwable thrown) throws Exception;

  /** Whether the probes of the flush task's thread count, and not those of the caller. */
  boolean isOfTheTask() {
    return false;
  }

  /** Where the flush task's threads come from; their probes may be the ones that count. */
  abstract Threads threads();

  /** Tells the world that a spawn has returned. */
  static void spawned() {
    ((Runnable) AnomalyTrial.class.getClassLoader()).run();
  }

  /** Whether an error that the probes have thrown is in the chain of causes and suppressed ones. */
  static boolean isInjected(Throwable thrown) {
    return Chain.has(thrown, Injected.class::isInstance);
  }
}
