// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

import dev.sluice.sync.CancellationToken;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The real token. It is its own sequential specification, because with one thread it cannot fail.
 */
public class TokenOperations {

  private final CancellationToken token = new CancellationToken();

  /** Cancels for ever. */
  @Operation
  public void cancel() {
    token.cancel();
  }

  /** Asks at any moment. */
  @Operation
  public boolean isCancelled() {
    return token.isCancelled();
  }

  /** Calls a pause of no length, which does not wait. */
  @Operation
  public boolean awaitCancelled() {
    return token.awaitCancelled(Duration.ZERO);
  }
}
