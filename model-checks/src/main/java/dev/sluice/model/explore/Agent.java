// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import kotlin.Unit;
import org.jetbrains.lincheck.LincheckKt;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;

/**
 * Lincheck's agent. Its strategies, and so all classes here that name one, can only be loaded once
 * it is installed, because it brings an interface of theirs along.
 */
final class Agent {

  private static boolean installed;

  private Agent() {}

  /** Runs an action with the agent installed; may be nested. */
  static void with(Runnable action) {
    if (installed) {
      action.run();
      return;
    }
    installed = true;
    try {
      LincheckKt.withLincheckTestContext(
          InstrumentationMode.MODEL_CHECKING,
          () -> {
            action.run();
            return Unit.INSTANCE;
          });
    } catch (LinkageError e) {
      throw moved(e);
    } finally {
      installed = false;
    }
  }

  static IllegalStateException moved(Throwable cause) {
    return new IllegalStateException(
        "this is not Lincheck 3.7, or its internals that the explorer uses have changed: " + cause,
        cause);
  }
}
