// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import static dev.sluice.anomaly.inside.Violation.unless;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import java.time.Duration;
import java.util.List;

/** A gate and a token, which have no task: the call that died is made again. */
final class GateTrial extends AnomalyTrial {

  private static final Duration A_DAY = Duration.ofDays(1);

  private final String name;
  private final Threads threads = new Threads();
  private final Gate gate = new Gate();
  private final CancellationToken token = new CancellationToken();
  private Gate.Guard guard;

  /** The thread that the other thread lets wait; null when its call is over. */
  private volatile Thread caller;

  GateTrial(String name) {
    this.name = name;
  }

  static List<String> names() {
    return List.of("enter", "leave", "close", "close | waits", "cancel", "await cancelled");
  }

  @Override
  Threads threads() {
    return threads;
  }

  @Override
  void prepare() {
    caller = Thread.currentThread();
    switch (name) {
      case "leave" -> guard = gate.enter();
      case "close | waits" -> {
        guard = gate.enter();
        threads.newThread(this::leaveWhenAwaited).start();
      }
      case "cancel" -> {
        threads.newThread(() -> token.awaitCancelled(A_DAY)).start();
        threads.awaitIdle();
      }
      case "await cancelled" -> threads.newThread(this::cancelWhenAwaited).start();
      default -> {}
    }
  }

  private void leaveWhenAwaited() {
    awaitCaller();
    guard.close();
  }

  private void cancelWhenAwaited() {
    awaitCaller();
    token.cancel();
  }

  /** Returns when the caller waits, or has come back. */
  private void awaitCaller() {
    for (Thread at = caller; at != null && !Threads.waits(at); at = caller) {
      Thread.yield();
    }
  }

  @Override
  void call() {
    switch (name) {
      case "enter" -> guard = gate.enter();
      case "leave" -> guard.close();
      case "cancel" -> token.cancel();
      case "await cancelled" -> token.awaitCancelled(A_DAY);
      default -> gate.close();
    }
  }

  @Override
  void judge(Throwable thrown) throws Exception {
    caller = null;
    unless(thrown == null || isInjected(thrown), "(b) something else came out", thrown);
    if (guard != null) {
      guard.close(); // this has no effect if the guard was released
    }
    gate.close(); // this would wait for a guard that nobody releases
    token.cancel();
    threads.join(); // this would wait for a thread that was not woken
    unless(token.isCancelled(), "(b) cancelled, and yet not");
    try {
      gate.enter();
      throw new Violation("(b) the gate is closed, and lets in");
    } catch (GateClosedException e) {
      // This is as it should be.
    }
  }
}
