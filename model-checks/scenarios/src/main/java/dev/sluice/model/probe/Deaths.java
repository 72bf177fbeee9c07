// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.probe;

/**
 * Places in a copy of the kernel at which a call can be made to die of an Error, once, by the
 * thread that asks for it. The explorer ignores this class: to ask is no step of a schedule.
 */
public final class Deaths {

  /** What a call dies of. */
  public static final class Death extends StackOverflowError {
    private static final long serialVersionUID = 1L;

    Death(int place) {
      super("at " + place);
    }
  }

  private static volatile Thread armed;
  private static volatile int at;

  private Deaths() {}

  /**
   * The calling thread dies when it is next at this place.
   *
   * @param place its number, see {@code probes.tsv}
   */
  public static void arm(int place) {
    at = place;
    armed = Thread.currentThread();
  }

  /** Nobody dies any more. */
  public static void disarm() {
    armed = null;
  }

  /**
   * The calling thread is at this place.
   *
   * @param place its number
   */
  public static void here(int place) {
    if (place == at && armed == Thread.currentThread()) {
      armed = null;
      throw new Death(place);
    }
  }
}
