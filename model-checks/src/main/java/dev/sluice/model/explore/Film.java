// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the threads of one schedule did, in its order: of the schedule that failed, which is run
 * once more for it. All others are explored without, as to describe each access takes time.
 */
final class Film {

  /**
   * One access, or what else can be a step.
   *
   * @param thread its number; 0 is the thread of the scenario's body
   * @param at where in the code
   * @param does what it does, and to what
   */
  public record Frame(int thread, String at, String does) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "thread %d  %-52s %s", thread, does, at);
    }
  }

  private final List<Frame> frames = new ArrayList<>();
  private final Map<Object, String> names = new IdentityHashMap<>();

  void add(int thread, Object at, String does) {
    frames.add(new Frame(thread, place(at), does));
  }

  List<Frame> frames() {
    return List.copyOf(frames);
  }

  /** Of a line of code: without its package. */
  private static String place(Object at) {
    String text = String.valueOf(at);
    int method = text.indexOf('(');
    int slash = Math.max(text.lastIndexOf('/', method), text.lastIndexOf('\\', method));
    return text.substring(slash + 1);
  }

  /** An object by its class and a number of its own; what is a value, by that. */
  String name(Object object) {
    if (object == null
        || object instanceof Number
        || object instanceof Boolean
        || object instanceof Enum<?>) {
      return String.valueOf(object);
    }
    return names.computeIfAbsent(
        object,
        o -> {
          String type = o.getClass().getName();
          String simple =
              type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
          long others = names.values().stream().filter(n -> n.startsWith(simple + "#")).count();
          return simple + "#" + (others + 1);
        });
  }
}
