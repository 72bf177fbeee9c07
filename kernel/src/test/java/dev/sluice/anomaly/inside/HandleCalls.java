// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import dev.sluice.anomaly.inside.HandleTrial.Step;
import dev.sluice.anomaly.inside.HandleTrial.Submitted;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.ShutdownRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of a handle that are swept, each in the states in which it can find the handle. A
 * switch selects them, so that a new world links only the code of that call.
 */
final class HandleCalls {

  private static final List<String> LIVE =
      List.of("first", "written", "waits", "task failed", "task fails", "cancelled");

  private HandleCalls() {}

  /** Returns each call and state, as {@link #call} and {@link #state} know them. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add("spawn | nothing");
    for (String call : List.of("flush", "shutdown keep", "shutdown length", "close", "detach")) {
      LIVE.forEach(state -> names.add(call + " | " + state));
    }
    List.of("detached", "dead").forEach(state -> names.add("close | " + state));
    names.add("detach | dead");
    List.of("detached", "closed", "shut down", "failed", "dead")
        .forEach(state -> names.add("reclaim | " + state));
    return names;
  }

  static Step call(String name) {
    return switch (name) {
      case "spawn" -> HandleTrial::spawn;
      case "flush" -> HandleTrial::flush;
      case "shutdown keep" -> t -> t.shutdown(ShutdownRequest.keepLength());
      case "shutdown length" -> t -> t.shutdown(ShutdownRequest.setLength(HandleTrial.SIZE));
      case "close" -> HandleTrial::close;
      case "detach" -> t -> t.handle.detach();
      case "reclaim" -> t -> t.remains = t.handle.reclaim();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Returns the step before the call. */
  static Step state(String name) {
    return switch (name) {
      case "nothing" -> t -> {};
      case "first" -> HandleTrial::spawn;
      case "written" -> after(HandleTrial::flushed);
      case "waits" -> after(HandleTrial::slow, HandleTrial::flush);
      case "task failed" -> after(HandleTrial::failed);
      case "task fails" -> after(HandleTrial::failing, HandleTrial::slow, HandleTrial::flush);
      case "cancelled" -> after(HandleTrial::flushed, t -> t.token.cancel());
      case "detached" -> after(HandleTrial::flush, t -> t.handle.detach());
      case "closed" -> after(HandleTrial::flush, HandleTrial::close);
      case "shut down" -> after(HandleTrial::flush, call("shutdown keep"));
      case "failed" -> after(HandleTrial::failed, HandleCalls::fails);
      case "dead" -> after(HandleTrial::flush, HandleCalls::dies);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Step after(Step... steps) {
    return t -> {
      t.spawn();
      for (Step step : steps) {
        step.on(t);
      }
    };
  }

  private static void fails(HandleTrial trial) {
    try {
      trial.flush();
    } catch (FlushTaskException e) {
      return;
    }
    throw new IllegalStateException("did not fail");
  }

  /** Lets a flush die of a single error, at the first place where that ends the handle. */
  private static void dies(HandleTrial trial) throws FlushTaskException {
    for (int k = 1; trial.deadOf == null; k++) {
      Probe.arm(Thread.currentThread(), ErrorMode.SINGLE, k);
      try {
        trial.flush();
        throw new IllegalStateException("did not die");
      } catch (StackOverflowError | OutOfMemoryError e) {
        Probe.disarm();
        Submitted again = trial.inDoubt;
        try {
          trial.flush(again);
        } catch (RefusedException.Ended refused) {
          trial.inDoubt = again;
          trial.mine.remove(again.buffer());
          trial.deadOf = e;
        }
      } finally {
        Probe.disarm();
      }
    }
  }
}
