// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/** What the handle sends to the task. A {@link Flush} is an item, the others are terminal. */
sealed interface Request<B> permits Flush, Request.Shutdown, Request.Drop, Request.Refused {

  /** The owner called shutdown: the task looks at the token again, and may set the length. */
  record Shutdown<B>(ShutdownRequest how) implements Request<B> {}

  /** The handle was closed, detached or abandoned: the task drains, then exits. */
  record Drop<B>() implements Request<B> {}

  /** H2 spawn refused: if the task was started all the same, it leaves and touches nothing. */
  record Refused<B>() implements Request<B> {}
}
