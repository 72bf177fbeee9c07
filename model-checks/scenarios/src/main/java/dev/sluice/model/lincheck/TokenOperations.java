// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

import dev.sluice.sync.CancellationToken;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;

/** The real token. Its own sequential specification: by one thread it cannot go wrong. */
public class TokenOperations {

  private final CancellationToken token = new CancellationToken();

  /** For ever. */
  @Operation
  public void cancel() {
    token.cancel();
  }

  /** At any moment. */
  @Operation
  public boolean isCancelled() {
    return token.isCancelled();
  }

  /** With a pause of no length, which does not wait. */
  @Operation
  public boolean awaitCancelled() {
    return token.awaitCancelled(Duration.ZERO);
  }
}
