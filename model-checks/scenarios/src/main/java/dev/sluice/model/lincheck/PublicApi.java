// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * The checks by Lincheck's public API, without the explorer. Lincheck has its own search, and its
 * own verifier of linearizability. It lets park return for no reason, so these checks do not see a
 * missing wake-up. Its search is a sample, not all schedules.
 *
 * <p>Linearizability fits where each call has one effect: the slot with a thread for each side, and
 * the token. It does not fit the gate: a close refuses from its first step on, and returns when all
 * have left. Lincheck 3.7 cannot run the gate and the handle either. It takes a timed wait for a
 * wait that never releases its monitor, and a search of the handle ends in the cleaner.
 */
public enum PublicApi {
  /** The two sides of the slot, with a thread for each. */
  SLOT {
    @Override
    public void check() {
      Class<?> type = SlotOperations.class;
      for (String calls :
          List.of(
              "send 1, send 2, close | receive, receive, receive",
              "send 1, send 2, send 3 | receive, closeReceive",
              "send 1, close | receive, receive, closeReceive",
              "send 1, send 2 | closeReceive",
              "send 1, close | closeReceive",
              "close | receive, receive")) {
        linearizable(type, SequentialSlot.class, calls);
      }
    }
  },
  /** Three threads on one token. */
  TOKEN {
    @Override
    public void check() {
      Class<?> type = TokenOperations.class;
      linearizable(type, type, "cancel, isCancelled | isCancelled, awaitCancelled | isCancelled");
    }
  };

  private static final int INVOCATIONS = 500;

  /**
   * Runs the check.
   *
   * @throws AssertionError by Lincheck, if it found something
   */
  public abstract void check();

  /** Runs the calls of some threads, with a bar between two threads. */
  private static void linearizable(Class<?> type, Class<?> sequential, String calls) {
    List<List<Actor>> threads =
        Arrays.stream(calls.split("\\|"))
            .map(thread -> Arrays.stream(thread.split(",")).map(c -> actor(type, c)).toList())
            .toList();
    new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(INVOCATIONS)
        .sequentialSpecification(sequential)
        .addCustomScenario(new ExecutionScenario(List.of(), threads, List.of(), null))
        .check(type);
  }

  private static Actor actor(Class<?> type, String call) {
    String[] words = call.strip().split(" ");
    Method method =
        Stream.of(type.getDeclaredMethods())
            .filter(m -> m.getName().equals(words[0]))
            .findFirst()
            .orElseThrow();
    List<Object> arguments =
        Arrays.stream(words).skip(1).map(word -> (Object) Integer.valueOf(word)).toList();
    return new Actor(method, arguments, false, false, false, false, false);
  }
}
