// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.time.Duration;
import java.util.Locale;

/** How far the checks go. */
enum VerifyLevel {
  /** On each change. */
  QUICK(10, Duration.ofMinutes(15)),
  /** Hours. */
  NIGHTLY(600, Duration.ofHours(3)),
  /** As nightly, and the random ones for an hour. */
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

  /** No step may take longer. */
  Duration atMost() {
    return atMost;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
