// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.probe;

/**
 * Places in a copy of the kernel at which a call can die of an Error. A thread that asks for this
 * dies there, once. The explorer ignores this class, so to ask is not a step of a schedule.
 */
public final class Deaths {

  /** The Error that a call dies of. */
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
   * Makes the calling thread die when it is next at this place.
   *
   * @param place the number of the place, see {@code probes.tsv}
   */
  public static void arm(int place) {
    at = place;
    armed = Thread.currentThread();
  }

  /** Lets no thread die any more. */
  public static void disarm() {
    armed = null;
  }

  /**
   * Throws if the calling thread is to die at this place.
   *
   * @param place the number of the place
   */
  public static void here(int place) {
    if (place == at && armed == Thread.currentThread()) {
      armed = null;
      throw new Death(place);
    }
  }
}
