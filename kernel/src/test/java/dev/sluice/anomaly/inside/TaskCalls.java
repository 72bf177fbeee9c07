// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import dev.sluice.anomaly.inside.HandleTrial.Step;
import dev.sluice.kernel.ShutdownRequest;
import java.util.List;

/** The life of a flush task, from the start of its thread to the end. */
final class TaskCalls {

  private TaskCalls() {}

  static List<String> names() {
    return List.of(
        "closes",
        "is waited for",
        "is detached",
        "fails",
        "dies",
        "is cancelled",
        "retries",
        "shuts down");
  }

  static Step call(String name) {
    return switch (name) {
      case "closes" -> all(HandleTrial::flush, HandleTrial::flush, HandleTrial::close);
      case "is waited for" -> all(HandleTrial::slow, HandleTrial::flush, HandleTrial::flush);
      case "is detached" -> all(HandleTrial::flush, t -> t.handle.detach());
      case "fails" -> all(HandleTrial::flush, HandleTrial::failing, HandleTrial::flush);
      case "dies" -> all(HandleTrial::flush, HandleTrial::dying, HandleTrial::flush);
      case "is cancelled" -> all(HandleTrial::flush, t -> t.token.cancel(), HandleTrial::flush);
      case "retries" -> all(t -> t.file.failures = 2, HandleTrial::flush, HandleTrial::close);
      case "shuts down" ->
          all(HandleTrial::flush, t -> t.shutdown(ShutdownRequest.setLength(HandleTrial.SIZE)));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Step all(Step... steps) {
    return t -> {
      t.spawn();
      for (Step step : steps) {
        step.on(t);
      }
    };
  }
}
