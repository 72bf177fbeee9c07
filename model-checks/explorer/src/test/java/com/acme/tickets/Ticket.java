// SPDX-License-Identifier: Apache-2.0
package com.acme.tickets;

import java.util.concurrent.atomic.AtomicBoolean;

/** The last ticket, which two counters try to sell. */
final class Ticket {

  private final AtomicBoolean sold = new AtomicBoolean();

  /** Wrong: between the look and the sale the other counter sells it too. */
  boolean sellAfterALook() {
    if (sold.get()) {
      return false;
    }
    sold.set(true);
    return true;
  }

  boolean sell() {
    return sold.compareAndSet(false, true);
  }
}
