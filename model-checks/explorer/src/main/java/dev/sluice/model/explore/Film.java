// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import dev.sluice.model.explore.Recording.Frame;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What the threads of one schedule did, in its order: of a schedule that failed, or of one that is
 * shown, which is run once more for it. All others are explored without, as to describe each access
 * takes time.
 *
 * <p>The engine tells of an access before it is made. So what is so after a frame is looked up when
 * the next one comes, or the schedule has ended.
 */
final class Film {

  private final List<Frame> frames = new ArrayList<>();
  private final Map<Object, String> names = new IdentityHashMap<>();
  private final Map<Integer, String> threads = new java.util.TreeMap<>(Map.of(0, "program"));
  private final Watch watch;
  private int breaks = -1;
  private boolean ended;

  /**
   * Nothing yet.
   *
   * @param threads the number of a thread
   */
  Film(Watch.Maker watches, ToIntFunction<Thread> threads) {
    watch = watches.make(this::name, threads);
  }

  /** Something is about to be done. */
  void add(int thread, Object at, String does) {
    see();
    addDone(thread, at, does);
  }

  /** Something was done; before it was, {@link #see} was called. */
  void addDone(int thread, Object at, String does) {
    frames.add(new Frame(thread, place(at), does, List.of(), List.of()));
  }

  /** A thread made an object. */
  void made(int thread, Object object) {
    watch.made(thread, object);
  }

  /** A thread is about to start. */
  void starts(int thread, Object runnable) {
    Optional<String> known = runnable == null ? Optional.empty() : watch.nameOf(runnable);
    threads.put(thread, known.orElse("thread " + thread));
  }

  /** What was added last is where a property breaks, if nothing before was. */
  void breaks() {
    breaks = breaks < 0 ? frames.size() - 1 : breaks;
  }

  /** The schedule has ended; what is still done is no part of it. */
  void ends() {
    see();
    ended = true;
  }

  /** Looks up what is so after the last frame. */
  void see() {
    if (!frames.isEmpty() && !ended) {
      int last = frames.size() - 1;
      Frame frame = frames.get(last);
      watch.look(frame.thread());
      frames.set(
          last, new Frame(frame.thread(), frame.at(), frame.does(), watch.words(), watch.places()));
    }
  }

  /** All of it. */
  Recording recording(String outcome) {
    ends();
    return new Recording(
        outcome,
        List.copyOf(threads.values()),
        watch.wordNames(),
        watch.bufferNames(),
        List.copyOf(frames),
        breaks < 0 ? frames.size() - 1 : breaks);
  }

  /** Of a line of code: without its package, and as the source names it. */
  private static String place(Object at) {
    String text = String.valueOf(at);
    int method = text.indexOf('(');
    int slash = Math.max(text.lastIndexOf('/', method), text.lastIndexOf('\\', method));
    return SourceNames.in(text.substring(slash + 1));
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
          String type = SourceNames.in(o.getClass().getTypeName());
          String simple =
              type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
          long others = names.values().stream().filter(n -> n.startsWith(simple + "#")).count();
          return simple + "#" + (others + 1);
        });
  }
}
