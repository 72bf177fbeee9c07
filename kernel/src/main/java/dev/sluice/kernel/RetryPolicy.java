// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of an operation that failed: from the error and the number of the attempt it says
 * how long the task pauses before the next attempt, or that the task gives up. It is a function: it
 * does not wait, as the kernel does that, on the token.
 *
 * <p>Source: {@code exponential_backoff(attempt, 1.0, 10.0, cancel)}, and {@code maybe_fatal_err},
 * which aborts the process on EIO, EROFS and EACCES.
 */
@FunctionalInterface
public interface RetryPolicy {

  /**
   * Is called on the task's thread; what it throws ends the task with {@code Died}.
   *
   * @param error what the writer threw
   * @param attempt the number of the attempt that failed, from 1
   * @return how long to pause; empty to give up, which ends the task with {@code Fatal}
   */
  Optional<Duration> pauseAfter(IOException error, int attempt);

  /**
   * The original's: pauses of 2 s, 4 s, 8 s, then 10 s each time, without a last attempt: a caller
   * waits until the error has gone, or the token is cancelled. What can never succeed is given up.
   *
   * @return that policy
   */
  static RetryPolicy forEver() {
    return exponential(Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  /**
   * Pauses that double from the first to the longest. Gives up at once what can never succeed, as
   * {@link #canNeverSucceed} says.
   *
   * @param first after the first attempt; positive
   * @param longest at least {@code first}
   * @return that policy
   * @throws IllegalArgumentException if the durations are not as said
   */
  static RetryPolicy exponential(Duration first, Duration longest) {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "pauses must be positive and not shrink: first " + first + ", longest " + longest);
    }
    return (error, attempt) -> {
      int doublings = Math.min(attempt - 1, Long.SIZE - 2);
      // The longest is halved, as to double the first may overflow.
      boolean shorter = longest.dividedBy(1L << doublings).compareTo(first) >= 0;
      return canNeverSucceed(error)
          ? Optional.empty()
          : Optional.of(shorter ? first.multipliedBy(1L << doublings) : longest);
    };
  }

  /**
   * This policy with a last attempt.
   *
   * @param attempts positive
   * @return a policy that gives up after so many
   * @throws IllegalArgumentException if the number is not positive
   */
  default RetryPolicy atMost(int attempts) {
    if (attempts <= 0) {
      throw new IllegalArgumentException("the most attempts are not positive: " + attempts);
    }
    return (error, attempt) -> attempt < attempts ? pauseAfter(error, attempt) : Optional.empty();
  }

  /**
   * This policy with an end. It counts the pauses, and not how long the attempts take: a policy
   * that does not pause needs {@link #atMost(int)}.
   *
   * @param pauses how long all pauses of one operation may be together; not negative
   * @return a policy that gives up rather than pause for longer
   * @throws IllegalArgumentException if the duration is negative
   */
  default RetryPolicy atMost(Duration pauses) {
    if (pauses.isNegative()) {
      throw new IllegalArgumentException("the most pauses are negative: " + pauses);
    }
    return (error, attempt) -> {
      Duration left = pauses;
      Optional<Duration> pause = Optional.empty();
      for (int a = 1; a <= attempt && !left.isNegative(); a++) {
        pause = pauseAfter(error, a);
        left = left.minus(pause.orElse(Duration.ZERO));
      }
      return left.isNegative() ? Optional.empty() : pause;
    };
  }

  /**
   * This policy, but for a full device or a spent quota, which it gives up.
   *
   * @return that policy
   */
  default RetryPolicy noSpaceIsFatal() {
    return (error, attempt) ->
        says(
                error,
                "No space left on device|Disk quota exceeded|There is not enough space on the disk")
            ? Optional.empty()
            : pauseAfter(error, attempt);
  }

  /**
   * Whether no attempt can succeed: a closed channel, access denied, a read-only file system, an
   * I/O error reported by the device, a pipe, a file too large, a bad descriptor, an invalid
   * argument. Java has no type for most of them, so these are known by the C library's words, in
   * English; where they are worded otherwise (a translated C library, Windows) such an error is
   * retried, and a full device is no error for {@link #noSpaceIsFatal}. The name of a file is never
   * taken for the reason.
   *
   * <p>The remedy is {@code LC_ALL=C} in the environment that the JVM starts in. The words follow
   * {@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG} and {@code LANGUAGE}, and no option of the
   * JVM: {@code -Duser.language=en} leaves them as they are (seen on 17.0.15 and 25.0.3, with glibc
   * 2.36). A closed channel and an access denied are known by their types, in any language.
   *
   * @param error what a writer threw
   * @return true for these
   */
  static boolean canNeverSucceed(IOException error) {
    return error instanceof ClosedChannelException
        || error instanceof AccessDeniedException
        || says(
            error,
            "Permission denied|Operation not permitted|Read-only file system|Input/output error"
                + "|Illegal seek|Broken pipe|File too large|Bad file descriptor|Invalid argument"
                + "|Is a directory|No such device");
  }

  /** The reason is the whole of it, or stands behind a name: "name: reason", "name (reason)". */
  private static boolean says(IOException error, String reasons) {
    String says = error instanceof FileSystemException e ? e.getReason() : error.getMessage();
    return says != null && says.matches("(?s)(.*: )?(" + reasons + ")|.*\\((" + reasons + ")\\)");
  }
}
