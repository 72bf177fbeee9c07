// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import dev.sluice.anomaly.inside.BufferedTrial.Step;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of a buffered writer that are swept, each in the states in which it can find the
 * writer.
 */
final class BufferedCalls {

  private static final int TAIL = 5;
  private static final int FULL = BufferedTrial.CAPACITY;

  private static final List<String> LIVE =
      List.of("first", "written", "waits", "task failed", "task fails");

  /** The states with a tail in the buffer. */
  private static final List<String> TAILED =
      List.of("tail", "written, tail", "waits, tail", "task failed, tail", "task fails, tail");

  private BufferedCalls() {}

  /** Returns each call and state, as {@link #call} and {@link #state} know them. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add("spawn | nothing");
    names.add("write small | first");
    for (String call : List.of("write", "exchange", "stream write")) {
      LIVE.forEach(state -> names.add(call + " | " + state));
    }
    names.add("exchange | tail");
    for (String call :
        List.of("unsettled", "shutdown drop", "shutdown pad", "shutdown length", "close")) {
      TAILED.forEach(state -> names.add(call + " | " + state));
    }
    List.of("stream close | waits, tail", "stream flush | tail", "offsets | waits, tail")
        .forEach(names::add);
    for (String call : List.of("write", "unsettled", "close", "reclaim")) {
      names.add(call + " | dead");
    }
    List.of("closed", "shut down", "failed").forEach(state -> names.add("reclaim | " + state));
    names.add("close | closed");
    return names;
  }

  static Step call(String name) {
    return switch (name) {
      case "spawn" -> BufferedTrial::spawn;
      case "write small" -> t -> t.write(TAIL);
      case "write" -> t -> t.write(FULL + TAIL);
      case "exchange" -> BufferedTrial::exchange;
      case "unsettled" -> t -> t.writer.unsettled();
      case "offsets" -> BufferedTrial::offsets;
      case "shutdown drop" -> t -> t.shutdown(ShutdownMode.dropTail());
      case "shutdown pad" -> t -> t.shutdown(ShutdownMode.zeroPad(8));
      case "shutdown length" -> t -> t.shutdown(ShutdownMode.padThenSetLength());
      case "close" -> BufferedTrial::close;
      case "stream write" -> t -> t.stream(FULL + TAIL);
      case "stream flush" -> t -> t.writer.asOutputStream().flush();
      case "stream close" -> t -> t.close(t.writer.asOutputStream());
      case "reclaim" -> t -> t.remains = t.writer.reclaim();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Returns the step before the call. */
  static Step state(String name) {
    if (name.endsWith(", tail")) {
      Step before = state(name.substring(0, name.indexOf(',')));
      return t -> {
        before.on(t);
        t.write(TAIL);
      };
    }
    return switch (name) {
      case "nothing" -> BufferedTrial::handleAlone;
      case "first" -> BufferedTrial::spawn;
      case "tail" -> after(t -> t.write(TAIL));
      case "written" -> after(BufferedTrial::written);
      case "waits" -> after(BufferedTrial::slow, t -> t.write(FULL));
      case "task failed" -> after(BufferedTrial::failed);
      case "task fails" -> after(BufferedTrial::failing, BufferedTrial::slow, t -> t.write(FULL));
      case "dead" -> after(BufferedCalls::dies);
      case "closed" -> after(t -> t.write(FULL + TAIL), BufferedTrial::close);
      case "shut down" -> after(t -> t.write(FULL + TAIL), call("shutdown length"));
      case "failed" -> after(BufferedTrial::failed, BufferedCalls::fails);
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

  private static void fails(BufferedTrial trial) {
    try {
      trial.write(FULL);
    } catch (IOException e) {
      return;
    }
    throw new IllegalStateException("did not fail");
  }

  /** Lets a write die of a single error, at the first place where that ends the writer. */
  private static void dies(BufferedTrial trial) throws IOException {
    for (int k = 1; trial.deadOf == null; k++) {
      Probe.arm(Thread.currentThread(), ErrorMode.SINGLE, k);
      try {
        trial.write(FULL + TAIL);
      } catch (StackOverflowError | OutOfMemoryError e) {
        Probe.disarm();
        try {
          trial.write(1);
        } catch (RefusedException refused) {
          trial.deadOf = e;
        }
      } finally {
        Probe.disarm();
      }
    }
  }
}
