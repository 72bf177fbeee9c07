// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jetbrains.lincheck.LincheckKt;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;

/**
 * Lincheck's agent. Its strategies, and so all classes here that name one, can only be loaded once
 * it is installed, because it brings an interface of theirs along.
 */
final class Agent {

  private static final CountDownLatch INSTALLED = new CountDownLatch(1);
  private static Thread holder;
  private static volatile Throwable failure;

  private Agent() {}

  /**
   * Runs an action with the agent installed. It stays so until the JVM ends, held by a thread that
   * waits for ever: to take it out and put it back in transforms each class again, which takes more
   * time than most explorations.
   *
   * @throws IllegalStateException if this JVM is no {@link Ground} for it
   */
  static void with(Runnable action) {
    Ground.require();
    install();
    try {
      action.run();
    } catch (LinkageError e) {
      throw moved(e);
    }
  }

  private static synchronized void install() {
    if (holder == null) {
      holder = new Thread(Agent::hold, "holds Lincheck's agent");
      holder.setDaemon(true);
      holder.start();
    }
    try {
      INSTALLED.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while Lincheck's agent was installed", e);
    }
    if (failure != null) {
      throw moved(failure);
    }
  }

  private static void hold() {
    try {
      LincheckKt.withLincheckTestContext(
          InstrumentationMode.MODEL_CHECKING,
          () -> {
            INSTALLED.countDown();
            for (; ; ) {
              LockSupport.park();
            }
          });
    } catch (Throwable t) {
      failure = t;
      INSTALLED.countDown();
    }
  }

  static IllegalStateException moved(Throwable cause) {
    return new IllegalStateException(
        "this is not Lincheck 3.7, or its internals that the explorer uses have changed: " + cause,
        cause);
  }
}
