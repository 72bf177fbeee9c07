// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;

/**
 * A policy says what becomes of an operation that failed. From the error and the number of the
 * attempt it says how long the task pauses before the next attempt, or that the task gives up. A
 * policy is a function and does not wait: the kernel waits, on the token.
 *
 * <p>Source: {@code exponential_backoff(attempt, 1.0, 10.0, cancel)}, and {@code maybe_fatal_err},
 * which aborts the process on EIO, EROFS and EACCES.
 */
@FunctionalInterface
public interface RetryPolicy {

  /**
   * Is called on the task's thread. What this throws ends the task with {@code Died}.
   *
   * @param error what the writer threw
   * @param attempt the number of the attempt that failed, from 1
   * @return how long to pause; empty to give up, which ends the task with {@code Fatal}
   */
  Optional<Duration> pauseAfter(IOException error, int attempt);

  /**
   * The original's policy: pauses of 2 s, 4 s, 8 s, then 10 s each time, without a last attempt. A
   * caller waits until the error has gone or the token is cancelled. What can never succeed is not
   * tried again.
   *
   * @return that policy
   */
  static RetryPolicy forEver() {
    return exponential(Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  /**
   * A policy with pauses that double from the first to the longest. What can never succeed is not
   * tried again, as {@link #canNeverSucceed} says.
   *
   * @param first the pause after the first attempt; positive
   * @param longest the longest pause; at least {@code first}
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
      // The longest is divided, because a multiple of the first may overflow.
      boolean shorter = longest.dividedBy(1L << doublings).compareTo(first) >= 0;
      return canNeverSucceed(error)
          ? Optional.empty()
          : Optional.of(shorter ? first.multipliedBy(1L << doublings) : longest);
    };
  }

  /**
   * This policy with a last attempt.
   *
   * @param attempts how many attempts there are at most; positive
   * @return a policy that gives up after that many
   * @throws IllegalArgumentException if the number is not positive
   */
  default RetryPolicy atMost(int attempts) {
    if (attempts <= 0) {
      throw new IllegalArgumentException("the most attempts are not positive: " + attempts);
    }
    return (error, attempt) -> attempt < attempts ? pauseAfter(error, attempt) : Optional.empty();
  }

  /**
   * This policy with an end. The pauses count, and the time that the attempts take does not. So a
   * policy that does not pause needs {@link #atMost(int)}.
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
   * This policy, except that it gives up if the device is full or a quota is spent.
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
   * Tells whether no attempt can succeed. That holds for a closed channel, denied access, a
   * read-only file system, an I/O error reported by the device, a pipe, a file too large, a bad
   * descriptor, and an invalid argument. Java has no type for most of them. These are recognized by
   * the English words of the C library. If its words are others (a translated C library, Windows),
   * such an error is retried, and {@link #noSpaceIsFatal} does not see a full device. The name of a
   * file is never taken for the reason.
   *
   * <p>The remedy is to start the JVM with {@code LC_ALL=C} in its environment. The words depend on
   * {@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG} and {@code LANGUAGE}. They do not depend on
   * any option of the JVM: {@code -Duser.language=en} does not change them (seen on 17.0.15 and
   * 25.0.3, with glibc 2.36). A closed channel and denied access are recognized by their types, in
   * any language.
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

  /** The reason is the whole message, or stands behind a name: "name: reason", "name (reason)". */
  private static boolean says(IOException error, String reasons) {
    String says = error instanceof FileSystemException e ? e.getReason() : error.getMessage();
    return says != null && says.matches("(?s)(.*: )?(" + reasons + ")|.*\\((" + reasons + ")\\)");
  }
}
