// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.RetryPolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "One policy decides from the error and the attempt: retry after a duration, or give up (fatal).
 * It is a pure function. There are ready ones: for ever (the original's), at most so many attempts
 * or so long, no space is fatal. What can never succeed is fatal by default. A file's name is never
 * taken for the reason."
 */
class ReadyPoliciesTest {

  private static final String FULL = "No space left on device";
  private static final IOException NO_SPACE = new IOException(FULL);
  private static final List<String> NEVER =
      List.of(
          "Permission denied",
          "Operation not permitted",
          "Read-only file system",
          "Input/output error",
          "Illegal seek",
          "Broken pipe",
          "File too large",
          "Bad file descriptor",
          "Invalid argument",
          "Is a directory",
          "No such device");

  /** Returns the pauses in seconds; -1 for giving up. */
  private static List<Long> pauses(RetryPolicy policy, IOException error, int attempts) {
    List<Long> pauses = new ArrayList<>();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      pauses.add(policy.pauseAfter(error, attempt).map(Duration::toSeconds).orElse(-1L));
    }
    return pauses;
  }

  private static boolean givesUp(RetryPolicy policy, IOException error) {
    return policy.pauseAfter(error, 1).isEmpty();
  }

  /** Seen red by pauses that start with twice the first one. */
  @Test
  @DisplayName("for ever: the pauses are 2 s, 4 s, 8 s, then 10 s each time, also after very many")
  void forEverPausesForTenSecondsInTheEnd() {
    RetryPolicy policy = RetryPolicy.forEver();
    assertEquals(List.of(2L, 4L, 8L, 10L, 10L, 10L), pauses(policy, NO_SPACE, 6));
    for (int attempt : new int[] {63, 64, 65, 1000, Integer.MAX_VALUE}) {
      assertEquals(Optional.of(Duration.ofSeconds(10)), policy.pauseAfter(NO_SPACE, attempt));
    }
  }

  /** A pure function: the same question has the same answer, in any order. */
  @Test
  @DisplayName("a policy remembers nothing")
  void aPolicyRemembersNothing() {
    RetryPolicy policy = RetryPolicy.forEver().atMost(Duration.ofMinutes(1)).atMost(9);
    assertEquals(pauses(policy, NO_SPACE, 12), pauses(policy, NO_SPACE, 12));
    assertEquals(Optional.of(Duration.ofSeconds(8)), policy.pauseAfter(NO_SPACE, 3));
  }

  /** Seen red by a policy that counts the attempt after the last. */
  @Test
  @DisplayName("at most so many attempts: the last one that fails is given up")
  void atMostSoManyAttemptsGivesUpAfterTheLast() {
    assertEquals(List.of(2L, 4L, -1L, -1L), pauses(RetryPolicy.forEver().atMost(3), NO_SPACE, 4));
    assertEquals(List.of(-1L, -1L), pauses(RetryPolicy.forEver().atMost(1), NO_SPACE, 2));
    assertThrows(IllegalArgumentException.class, () -> RetryPolicy.forEver().atMost(0));
  }

  /**
   * The policy of the one-line open: 2 + 4 + 8 + 10 + 10 + 10 + 10 are 54 s, and 10 more are too
   * many.
   */
  @Test
  @DisplayName("at most so long: it gives up rather than pause for longer than that in all")
  void atMostSoLongGivesUpRatherThanPauseLonger() {
    assertEquals(
        List.of(2L, 4L, 8L, 10L, 10L, 10L, 10L, -1L, -1L),
        pauses(RetryPolicy.forEver().atMost(Duration.ofMinutes(1)), NO_SPACE, 9));
    assertEquals(
        List.of(2L, 4L, -1L),
        pauses(RetryPolicy.forEver().atMost(Duration.ofSeconds(6)), NO_SPACE, 3));
    assertEquals(
        List.of(2L, -1L, -1L),
        pauses(RetryPolicy.forEver().atMost(Duration.ofMillis(5999)), NO_SPACE, 3));
    assertTrue(givesUp(RetryPolicy.forEver().atMost(Duration.ZERO), NO_SPACE));
    assertThrows(
        IllegalArgumentException.class, () -> RetryPolicy.forEver().atMost(Duration.ofNanos(-1)));
  }

  @Test
  @DisplayName("no space is fatal, and a spent quota; all else is as it was")
  void noSpaceIsFatalGivesUpFullDisksAndSpentQuotas() {
    RetryPolicy policy = RetryPolicy.forEver().noSpaceIsFatal();
    for (String words :
        List.of(FULL, "Disk quota exceeded", "There is not enough space on the disk")) {
      assertTrue(givesUp(policy, new IOException(words)), words);
      assertTrue(givesUp(policy, new FileSystemException("/data/file", null, words)), words);
      assertFalse(givesUp(RetryPolicy.forEver(), new IOException(words)), words);
    }
    assertFalse(givesUp(policy, new IOException("Too many open files")));
    assertTrue(givesUp(policy, new IOException("Illegal seek")));
  }

  /** Seen red by a policy that lacks one of the words. */
  @Test
  @DisplayName("what can never succeed is fatal by default, in each form that Java words it")
  void whatCanNeverSucceedIsFatalHoweverItIsWorded() {
    for (String reason : NEVER) {
      for (IOException error :
          List.of(
              new IOException(reason),
              new IOException("/data/file: " + reason),
              new FileNotFoundException("/data/file (" + reason + ")"),
              new FileSystemException("/data/file", null, reason))) {
        assertTrue(RetryPolicy.canNeverSucceed(error), error.toString());
        assertTrue(givesUp(RetryPolicy.forEver(), error), error.toString());
        assertTrue(givesUp(RetryPolicy.forEver().atMost(5).noSpaceIsFatal(), error));
      }
    }
    for (IOException error :
        List.of(
            new ClosedChannelException(),
            new ClosedByInterruptException(),
            new AccessDeniedException("/data/file"))) {
      assertTrue(givesUp(RetryPolicy.forEver(), error), error.toString());
    }
  }

  /** Seen red by {@code getMessage} in place of {@code getReason}, and by {@code contains}. */
  @Test
  @DisplayName("a file's name is not taken for the reason: 'Permission denied.log' is retried")
  void aFilesNameIsNotTakenForTheReason() {
    for (String reason : NEVER) {
      for (String name :
          List.of(reason, reason + ".log", "/data/" + reason, "a: " + reason, "(" + reason + ")")) {
        for (IOException error :
            List.of(
                new FileSystemException(name, null, FULL),
                new FileSystemException(name, name, FULL),
                new FileSystemException("/data/file", name, FULL),
                new NoSuchFileException(name),
                new NoSuchFileException(name, name, null),
                new FileNotFoundException(name + " (" + FULL + ")"),
                new IOException(name + ": " + FULL))) {
          assertFalse(RetryPolicy.canNeverSucceed(error), error.toString());
          assertFalse(givesUp(RetryPolicy.forEver(), error), error.toString());
        }
      }
    }
  }

  /** The same holds for the words of a full device, which are fatal only if asked for. */
  @Test
  @DisplayName("a file called 'No space left on device' is not taken for a full disk")
  void aFilesNameIsNotTakenForAFullDisk() {
    RetryPolicy policy = RetryPolicy.forEver().noSpaceIsFatal();
    for (String words :
        List.of(FULL, "Disk quota exceeded", "There is not enough space on the disk")) {
      for (String name : List.of(words, words + ".log", "/data/" + words, "a: " + words + ".log")) {
        String reason = "Too many open files";
        assertFalse(givesUp(policy, new FileSystemException(name, null, reason)), name);
        assertFalse(givesUp(policy, new FileNotFoundException(name + " (" + reason + ")")), name);
        assertFalse(givesUp(policy, new IOException(name + ": " + reason)), name);
      }
    }
  }

  @Test
  @DisplayName("an error without words is retried")
  void anErrorWithoutWordsIsRetried() {
    assertFalse(givesUp(RetryPolicy.forEver(), new IOException()));
    assertFalse(givesUp(RetryPolicy.forEver(), new FileSystemException("Permission denied")));
  }
}
