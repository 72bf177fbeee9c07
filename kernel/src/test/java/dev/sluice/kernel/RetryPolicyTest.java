// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushTaskException.Fatal;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T6 or T10: which error is retried, after how long, and which is given up. */
@Bounded
class RetryPolicyTest {

  private static final IOException BUSY = new IOException("busy");
  private static final Duration SECOND = Duration.ofSeconds(1);

  static Stream<IOException> givenUp() {
    return Stream.of(
        new ClosedChannelException(),
        new AsynchronousCloseException(),
        new ClosedByInterruptException(),
        new AccessDeniedException("file"), // EACCES, by its type
        new FileNotFoundException("file (Permission denied)"), // EACCES, by its words
        new IOException("file: Operation not permitted"), // EPERM
        new FileSystemException("file", null, "Read-only file system"), // EROFS
        new IOException("Input/output error"), // EIO
        new IOException("Illegal seek"), // ESPIPE: a pipe has no offsets
        new IOException("Broken pipe"), // EPIPE
        new IOException("File too large"), // EFBIG
        new IOException("Bad file descriptor"), // EBADF
        new IOException("Invalid argument"), // EINVAL
        new FileNotFoundException("file (Is a directory)"), // EISDIR
        new IOException("No such device")); // ENODEV
  }

  static Stream<IOException> retried() {
    return Stream.of(
        new IOException("No space left on device"), // ENOSPC, above all
        new IOException("Disk quota exceeded"),
        new IOException("Resource temporarily unavailable"),
        new NoSuchFileException("file"),
        new FileSystemException("Input/output error", null, "busy"), // a name is not a reason
        new NoSuchFileException("folder: Permission denied"),
        new FileNotFoundException("Permission denied (No such file or directory)"),
        new IOException("anything else"),
        new IOException((String) null),
        new IOException(new IOException("Input/output error").getClass().getName()));
  }

  private static List<Duration> pauses(RetryPolicy policy, int... attempts) {
    return IntStream.of(attempts).mapToObj(n -> policy.pauseAfter(BUSY, n).orElseThrow()).toList();
  }

  @ParameterizedTest
  @MethodSource("givenUp")
  @DisplayName("T10: what can never succeed is given up by default")
  void whatCanNeverSucceedIsGivenUpByDefault(IOException error) throws Exception {
    assertTrue(RetryPolicy.canNeverSucceed(error));
    try (Rig rig = new Rig()) {
      rig.writer.failNext(error);
      rig.handle.flush(rig.mine, 0);
      Fatal thrown =
          assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(error, thrown.getCause());
      assertEquals(1, rig.writer.attempts().size());
    }
  }

  @ParameterizedTest
  @MethodSource("retried")
  @DisplayName("T6 T9: no space left, and everything else, is retried by default")
  void noSpaceAndAllElseIsRetriedByDefault(IOException error) throws Exception {
    assertFalse(RetryPolicy.canNeverSucceed(error));
    try (Rig rig = new Rig()) {
      rig.writer.failNext(error);
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(2, rig.writer.attempts().size());
    }
  }

  @Test
  @DisplayName("T7: the default pauses are 2 s, 4 s, 8 s, then 10 s for ever")
  void theDefaultPausesGrowToTenSeconds() {
    assertEquals(
        IntStream.of(2, 4, 8, 10, 10, 10, 10).mapToObj(Duration::ofSeconds).toList(),
        pauses(FlushOptions.defaults().retryPolicy(), 1, 2, 3, 4, 5, 100, Integer.MAX_VALUE));
  }

  @Test
  @DisplayName("T7: pauses do not overflow, however long the longest is")
  void pausesDoNotOverflowHoweverLongTheLongestIs() {
    Duration most = Duration.ofSeconds(Long.MAX_VALUE);
    RetryPolicy policy = RetryPolicy.exponential(Duration.ofSeconds(3), most);
    assertEquals(
        List.of(Duration.ofSeconds(3), Duration.ofSeconds(3L << 61), most, most),
        pauses(policy, 1, 62, 63, 1000));
    RetryPolicy nanos = RetryPolicy.exponential(Duration.ofNanos(1), Duration.ofNanos(5));
    assertEquals(
        IntStream.of(1, 2, 4, 5, 5).mapToObj(Duration::ofNanos).toList(),
        pauses(nanos, 1, 2, 3, 4, 5));
    assertEquals(List.of(SECOND, SECOND), pauses(RetryPolicy.exponential(SECOND, SECOND), 1, 2));
  }

  @Test
  @DisplayName("T7: pauses that are not positive, or shrink, are refused")
  void pausesThatAreNotPositiveOrShrinkAreRefused() {
    for (Duration first : List.of(Duration.ZERO, SECOND.negated(), SECOND.plusNanos(1))) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> RetryPolicy.exponential(first, SECOND));
      assertTrue(refused.getMessage().contains(first.toString()), refused.getMessage());
    }
  }

  @Test
  @DisplayName("T10: a policy with a last attempt makes so many, and no more")
  void atMostSoManyAttemptsAreMade() throws Exception {
    RetryPolicy policy = RetryPolicy.exponential(SECOND, SECOND).atMost(3);
    assertEquals(List.of(SECOND, SECOND), pauses(policy, 1, 2));
    assertEquals(Optional.empty(), policy.pauseAfter(BUSY, 3));
    assertEquals(Optional.empty(), policy.pauseAfter(new ClosedChannelException(), 1));
    for (int none : new int[] {0, -1}) {
      assertThrows(IllegalArgumentException.class, () -> policy.atMost(none));
    }
    try (Rig rig = new Rig(options -> options.withRetryPolicy(Rig.AT_ONCE.atMost(3)))) {
      rig.writer.failNext(BUSY, BUSY, BUSY);
      rig.handle.flush(rig.mine, 0);
      Fatal thrown = assertThrows(Fatal.class, rig.handle::close);
      assertSame(BUSY, thrown.getCause());
      assertEquals(3, rig.writer.attempts().size());
    }
  }

  @Test
  @DisplayName(
      "T10: a policy with an end of all pauses together gives up rather than pause for longer")
  void aPolicyGivesUpRatherThanPauseBeyondItsLimit() {
    RetryPolicy doubles = RetryPolicy.exponential(SECOND, Duration.ofSeconds(8));
    assertEquals(
        IntStream.of(1, 2, 4).mapToObj(Duration::ofSeconds).toList(),
        pauses(doubles.atMost(Duration.ofSeconds(14)), 1, 2, 3));
    assertEquals(
        Optional.empty(), doubles.atMost(Duration.ofSeconds(14)).pauseAfter(BUSY, 4), "15 seconds");
    assertEquals(
        Optional.of(Duration.ofSeconds(8)),
        doubles.atMost(Duration.ofSeconds(15)).pauseAfter(BUSY, 4));
    assertEquals(Optional.empty(), doubles.atMost(Duration.ZERO).pauseAfter(BUSY, 1));
    assertEquals(
        Optional.empty(),
        doubles.atMost(Duration.ofDays(1)).pauseAfter(new ClosedChannelException(), 1));
    assertThrows(IllegalArgumentException.class, () -> doubles.atMost(SECOND.negated()));
  }

  @Test
  @DisplayName("T10: no space left may be given up, and nothing else with it")
  void noSpaceIsFatalGivesUpFullDisksAlone() {
    RetryPolicy policy = RetryPolicy.forEver().noSpaceIsFatal();
    for (String none :
        List.of(
            "No space left on device",
            "file: Disk quota exceeded",
            "There is not enough space on the disk")) {
      assertEquals(Optional.empty(), policy.pauseAfter(new IOException(none), 1));
    }
    assertEquals(Optional.of(Duration.ofSeconds(2)), policy.pauseAfter(BUSY, 1));
  }

  @Test
  @DisplayName("T6 T10: another policy decides in place of the default")
  void anotherPolicyDecidesInPlaceOfTheDefault() throws Exception {
    try (Rig rig = new Rig(o -> o.withRetryPolicy((error, attempt) -> Optional.empty()))) {
      rig.writer.failNext(new IOException("No space left on device"));
      rig.handle.flush(rig.mine, 0);
      assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
    }
    try (Rig rig =
        new Rig(o -> o.withRetryPolicy((error, attempt) -> Optional.of(Duration.ZERO)))) {
      rig.writer.failNext(new ClosedChannelException());
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.keepLength());
    }
  }

  @Test
  @DisplayName("T7: a pause ends by itself when its time is over, not before")
  void aPauseIsNotShorterThanThePolicySays() throws Exception {
    Duration pause = Duration.ofMillis(20);
    try (Rig rig = new Rig(o -> o.withRetryPolicy(RetryPolicy.exponential(pause, pause)))) {
      rig.writer.failNext(BUSY);
      long start = System.nanoTime();
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertTrue(System.nanoTime() - start >= pause.toNanos());
    }
  }

  @Test
  @DisplayName("T8 K3 C2: a pause that nothing else ends, ends when the token is cancelled")
  void aCancelEndsThePauseThatNothingElseEnds() throws Exception {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    try (Rig rig = new Rig(o -> o.withRetryPolicy((error, attempt) -> Optional.of(longest)))) {
      rig.writer.failNext(BUSY);
      rig.handle.flush(rig.mine, 0);
      Caller.awaitWaitingIn(rig.thread(), CancellationToken.class);
      rig.token.cancel();
      assertThrows(FlushTaskException.Cancelled.class, rig.handle::close);
    }
  }

  @Test
  @DisplayName("T10: a real channel that was closed under the task is fatal")
  void aChannelClosedUnderTheTaskIsFatal(@TempDir Path directory) throws Exception {
    FileChannelWriter writer = FileChannelWriter.open(directory.resolve("file"));
    FlushHandle<ByteBuffer, FileChannelWriter> handle =
        FlushHandle.spawn(
            writer,
            Rig.buffer(2),
            new Gate(),
            new CancellationToken(),
            FlushOptions.defaults().withListener(new RecordingListener()));
    writer.close();
    handle.flush(Rig.buffer(1), 0);
    Fatal thrown = assertThrows(Fatal.class, () -> handle.shutdown(ShutdownRequest.keepLength()));
    assertEquals(ClosedChannelException.class, thrown.getCause().getClass());
    assertEquals(1, handle.reclaim().unflushed().size());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("T6: the error of a real full device is not one that is given up")
  void aFullDeviceIsNotGivenUp() throws Exception {
    try (FileChannelWriter writer =
        FileChannelWriter.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      IOException full = assertThrows(IOException.class, () -> writer.writeAllAt(Rig.buffer(1), 0));
      assertFalse(RetryPolicy.canNeverSucceed(full), full.getMessage());
      assertTrue(full.getMessage().contains("No space left"), full.getMessage());
    }
  }
}
