// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.time.Duration;

/**
 * When a search gives up before it has ended.
 *
 * @param schedules at most so many
 * @param switches at most so many switches in a schedule; only the stock search counts them
 * @param time at most so long
 * @param samples how many schedules to record when it has ended
 */
public record Limits(long schedules, int switches, Duration time, int samples) {

  /** No limit but time. */
  public static Limits time(Duration time) {
    return new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, time, 0);
  }

  /** A number of schedules, whatever the time. */
  public static Limits schedules(long schedules) {
    return new Limits(schedules, Integer.MAX_VALUE, Duration.ofDays(1), 0);
  }

  /** The same, and some schedules recorded: one of each outcome at least. */
  public Limits samples(int samples) {
    return new Limits(schedules, switches, time, samples);
  }
}
