// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/** What {@code LockSupport.park} may do. */
public enum Park {
  /** It returns only after an unpark or an interrupt: a missing wake-up is a deadlock. */
  EXACT,
  /** It may also return for no reason, as its specification allows. */
  SPURIOUS;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
