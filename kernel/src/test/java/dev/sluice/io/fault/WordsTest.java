// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default policy reads the words of the C library, which depend on the environment, as the
 * Javadoc of {@code RetryPolicy.canNeverSucceed} says. Seen on OpenJDK 17.0.15 and Temurin 25.0.3
 * with glibc 2.36; the source is "The LANGUAGE variable" in the manual of GNU gettext.
 */
@Bounded
class WordsTest {

  private static final String ENGLISH =
      "No space left on device = no space; Illegal seek = never succeeds; ";

  /** The policy knows this error by its type. */
  private static final String CLOSED = "ClosedChannelException = never succeeds";

  private static final Path FULL = Path.of("/dev/full");

  /** glibc looks at LANGUAGE unless the locale is C. This locale needs no package. */
  private static final String GERMAN = "LC_ALL=C.UTF-8 LANGUAGE=de";

  @TempDir Path directory;

  private String said(String environment, String... options) throws Exception {
    Path fifo = directory.resolve("fifo");
    if (!Files.exists(fifo)) {
      String lacking = ChildFaultsTest.complaint(List.of("mkfifo", fifo.toString()));
      FaultRow.lacks(!lacking.isEmpty(), "no mkfifo: " + lacking);
    }
    List<String> command = new ArrayList<>(List.of("env"));
    for (String name : List.of("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")) {
      command.addAll(List.of("-u", name));
    }
    command.addAll(List.of(environment.split(" ")));
    command.addAll(
        ChildJvm.command(List.of(options), WordsChild.class, FULL.toString(), fifo.toString()));
    return ChildJvm.lastLine(command);
  }

  /** Seen red by a child that is started without LC_ALL=C. */
  @Test
  @DisplayName("E2: with LC_ALL=C the words are English, whatever else the environment says")
  void theWordsAreEnglishWithLcAllSetToC() throws Exception {
    FaultRow.run(
        "words with LC_ALL=C",
        () -> {
          FaultRow.notLinux();
          FaultRow.lacks(!Files.exists(FULL), "there is no " + FULL);
          String said = said("LC_ALL=C LANG=de_DE.UTF-8 LC_MESSAGES=de_DE.UTF-8 LANGUAGE=de");
          assertEquals(ENGLISH + CLOSED, said);
          assertEquals(
              ENGLISH + CLOSED,
              said("LC_ALL=C LANGUAGE=de", "-Duser.language=de", "-Duser.country=DE"));
          return said;
        });
  }

  /** Seen red by a policy for which no error can ever succeed. */
  @Test
  @DisplayName(
      "with translated words an error is retried, unless its type tells; so says the Javadoc")
  void anErrorInTranslatedWordsIsRetried() throws Exception {
    FaultRow.run(
        "words of a translated C library",
        () -> {
          FaultRow.notLinux();
          FaultRow.lacks(!Files.exists(FULL), "there is no " + FULL);
          String said = said(GERMAN, "-Duser.language=en", "-Duser.country=US");
          FaultRow.lacks(
              said.startsWith(ENGLISH), "the words of the C library are not translated to German");
          assertTrue(said.matches("[^=]+ = retried; [^=]+ = retried; " + CLOSED), said);
          assertFalse(said.contains("No space left on device"), said);
          return said;
        });
  }
}
