// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.time.Duration;
import java.util.Locale;

/** How far the checks go. */
enum VerifyLevel {
  /** For each change. */
  QUICK(10, Duration.ofMinutes(15)),
  /** For hours. */
  NIGHTLY(600, Duration.ofHours(3)),
  /** As nightly, with an hour of random operations. */
  SOAK(3_600, Duration.ofHours(6));

  private final int soakSeconds;
  private final Duration atMost;

  VerifyLevel(int soakSeconds, Duration atMost) {
    this.soakSeconds = soakSeconds;
    this.atMost = atMost;
  }

  int soakSeconds() {
    return soakSeconds;
  }

  /** Returns how long a check may take at most. */
  Duration atMost() {
    return atMost;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
