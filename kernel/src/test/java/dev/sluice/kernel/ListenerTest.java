// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that throws, in each of its methods, cannot hurt the task. */
@Bounded
class ListenerTest {

  /** The task's thread writes this, and ends. */
  private final List<Throwable> reported = new ArrayList<>();

  private static FlushListener throwingIn(String method, Throwable thrown) {
    return (FlushListener)
        Proxy.newProxyInstance(
            FlushListener.class.getClassLoader(),
            new Class<?>[] {FlushListener.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                throw thrown;
              }
              return null;
            });
  }

  /** Runs one error, one retry and one length, so that each method of the listener is called. */
  private void runToTheEnd(FlushListener listener, UncaughtExceptionHandler handler)
      throws Exception {
    try (Rig rig =
        new Rig(
            options ->
                options
                    .withListener(listener)
                    .withThreadFactory(
                        task -> {
                          Thread thread = new Thread(task);
                          thread.setUncaughtExceptionHandler(handler);
                          return thread;
                        }))) {
      rig.writer.failNext(new IOException("busy"));
      rig.handle.flush(rig.mine, 0);
      assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.setLength(5)));
      rig.gate.close(); // the guard is released, though exit threw
      assertEquals(3, rig.writer.attempts().size());
      rig.assertConserved(rig.handle.reclaim(), rig.spare);
      Caller.join(rig.thread());
    }
  }

  private static int calls(String method) {
    return method.equals("attempt") ? 3 : method.equals("flushed") ? 2 : 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"attempt", "pause", "flushed", "exit"})
  @DisplayName("T16 L2: what a listener throws goes to the uncaught exception handler, no further")
  void whatAListenerThrowsReachesOnlyTheUncaughtExceptionHandler(String method) throws Exception {
    for (Throwable thrown :
        List.of(new IllegalStateException(method), new AssertionError(method))) {
      reported.clear();
      runToTheEnd(throwingIn(method, thrown), (thread, t) -> reported.add(t));
      assertEquals(calls(method), reported.size());
      reported.forEach(t -> assertSame(thrown, t));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"attempt", "pause", "flushed", "exit"})
  @DisplayName("T16 L2: an uncaught exception handler that throws too does not hurt the task")
  void aHandlerThatThrowsTooCannotHurtTheTask(String method) throws Exception {
    runToTheEnd(
        throwingIn(method, new IllegalStateException(method)),
        (thread, t) -> {
          reported.add(t);
          throw new AssertionError("handler");
        });
    assertEquals(calls(method), reported.size());
  }

  @Test
  @DisplayName("T6 T16: each method is given the writer, and pause what the policy said")
  void theListenerIsToldTheWriterAndThePause() throws Exception {
    List<OwnedWriter<?>> writers = new ArrayList<>();
    List<Duration> pauses = new ArrayList<>();
    FlushListener listener =
        (FlushListener)
            Proxy.newProxyInstance(
                FlushListener.class.getClassLoader(),
                new Class<?>[] {FlushListener.class},
                (proxy, called, arguments) -> {
                  writers.add((OwnedWriter<?>) arguments[0]);
                  if (called.getName().equals("pause")) {
                    pauses.add((Duration) arguments[5]);
                  }
                  return null;
                });
    Duration said = Duration.ofNanos(7);
    try (Rig rig =
        new Rig(
            options ->
                options
                    .withListener(listener)
                    .withRetryPolicy((error, attempt) -> Optional.of(said)))) {
      rig.writer.failNext(new IOException("busy"));
      rig.handle.flush(rig.mine, 0);
      rig.handle.close();
      assertEquals(Collections.nCopies(5, rig.writer), writers);
    }
    assertEquals(List.of(said), pauses);
  }

  @Test
  @DisplayName("T16: a listener that implements nothing will do")
  void aListenerThatImplementsNothingWillDo() throws Exception {
    runToTheEnd(new FlushListener() {}, (thread, t) -> reported.add(t));
    assertEquals(List.of(), reported);
  }
}
