// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/** What the handle sends to the task. All but {@link Flush} are terminal values. */
sealed interface Request<B> permits Flush, Request.Shutdown, Request.Drop, Request.Refused {

  /** The owner asked for it: the token is looked at once more, and the length set if asked. */
  record Shutdown<B>(ShutdownRequest how) implements Request<B> {}

  /** The handle was closed, let go of or abandoned: drain, then exit. */
  record Drop<B>() implements Request<B> {}

  /**
   * The spawn was refused (H2 spawn refused), but the task is started: it leaves, and touches
   * nothing.
   */
  record Refused<B>() implements Request<B> {}
}
