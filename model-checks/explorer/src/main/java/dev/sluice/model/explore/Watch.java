// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Looks into the objects of a run between two steps of it, for the one who reads its film. A
 * scenario brings its own; without one a film shows what threads do and nothing of what they hold.
 */
public interface Watch {

  /** Makes one for each run. */
  @FunctionalInterface
  interface Maker {

    /**
     * One for a run.
     *
     * @param names the name of an object, the same each time
     * @param threads the number of a thread
     */
    Watch make(Function<Object, String> names, ToIntFunction<Thread> threads);
  }

  /** A thread made an object. */
  default void made(int thread, Object object) {}

  /** A thread has made a step. */
  default void look(int thread) {}

  /** What a thread is called that is about to start; empty for its number. */
  default Optional<String> nameOf(Object runnable) {
    return Optional.empty();
  }

  /** The places that are looked at, in the order of {@link #words}. */
  default List<String> wordNames() {
    return List.of();
  }

  /** What each place holds now. */
  default List<String> words() {
    return List.of();
  }

  /** The things that are followed, in the order of {@link #places}. */
  default List<String> bufferNames() {
    return List.of();
  }

  /** Where each thing is now. */
  default List<String> places() {
    return List.of();
  }
}
