// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that need another process, with its own limits, mounts, rights or memory. */
@Bounded
@Tag("faults")
class ChildFaultsTest {

  private static final int MIB = 1 << 20;

  /**
   * Sets a limit in units of 512 or 1024 bytes, which depends on the shell. The hard limit stays.
   */
  private static final List<String> LIMITED =
      List.of("sh", "-c", "ulimit -S -f 512 && exec \"$@\"", "sh");

  private static final String DENIED = "AccessDeniedException";

  @TempDir Path directory;

  static List<String> behind(List<String> prefix, List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  private List<String> limitedChild(String inPause, int bytes, int inTheWay) throws Exception {
    return ChildJvm.command(
        List.of(),
        LimitedChild.class,
        inPause,
        directory.toString(),
        Integer.toString(bytes),
        Integer.toString(inTheWay));
  }

  /** Returns the message of a command that fails; empty if it works. */
  static String complaint(List<String> command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor() == 0 ? "" : said + " (exit code " + process.exitValue() + ")";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** Seen red by a buffered writer that settles what was submitted, and not only what came back. */
  @Test
  @DisplayName("T10 B3: a file-size limit is fatal at once; file and rest are all there is")
  void aFileSizeLimitIsFatalAtOnceAndLosesNothing() throws Exception {
    FaultRow.run(
        "file-size limit",
        () -> {
          FaultRow.notLinux();
          return ChildJvm.lastLine(behind(LIMITED, limitedChild("fatal", MIB, 0)));
        });
  }

  /** Seen red by a file writer that leaves the buffer where a write was cut. */
  @Test
  @DisplayName("T7 T9 B2: a file-size limit that is raised: the retry succeeds, digests equal")
  void aRetrySucceedsOnceTheFileSizeLimitIsRaised() throws Exception {
    FaultRow.run(
        "file-size limit, raised",
        () -> {
          FaultRow.notLinux();
          String lacking = complaint(List.of("prlimit", "--version"));
          FaultRow.lacks(!lacking.isEmpty(), "no prlimit: " + lacking);
          return ChildJvm.lastLine(behind(LIMITED, limitedChild("raise", MIB, 0)));
        });
  }

  /** Seen red by a task that takes each error as fatal, and by the two faults above. */
  @Test
  @DisplayName("T7 T9 B2: a file system that fills and is freed: the retry succeeds, digests equal")
  void aRetrySucceedsOnceAFullFileSystemIsFreed() throws Exception {
    FaultRow.run(
        "tmpfs that fills and is freed",
        () -> {
          FaultRow.notLinux();
          List<String> mounted = mounted("size=1m");
          String did =
              ChildJvm.lastLine(behind(mounted, limitedChild("free", MIB * 3 / 4, MIB / 2)));
          assertFalse(Files.exists(directory.resolve("file")), "it was not on the mount");
          return did;
        });
  }

  /** Returns a command with a mount that only the child has, and that ends with it. */
  private List<String> mounted(String options) throws Exception {
    List<String> mounted =
        List.of(
            "unshare",
            System.getProperty("user.name").equals("root") ? "-m" : "-rm",
            "sh",
            "-c",
            "mount -t tmpfs -o " + options + " tmpfs \"$0\" && exec \"$@\"",
            directory.toString());
    String refusal = complaint(behind(mounted, List.of("true")));
    FaultRow.lacks(!refusal.isEmpty(), "mounting is refused: " + refusal);
    return mounted;
  }

  /** Seen red by a policy that does not know the words for a read-only file system. */
  @Test
  @DisplayName("T10 B3: a read-only file system is fatal at once, and the buffer is handed out")
  void aReadOnlyFileSystemIsFatalAtOnce() throws Exception {
    FaultRow.run(
        "read-only file system",
        () -> {
          FaultRow.notLinux();
          Path file = directory.resolve("file");
          return ChildJvm.lastLine(
              behind(mounted("ro"), permissionChild(file, "Read-only file system")));
        });
  }

  /** Seen red by a policy that does not know a denied access. */
  @Test
  @DisplayName("T10 B3: a read-only file is fatal at once, and the buffer is handed out")
  void aReadOnlyFileIsFatalAtOnce() throws Exception {
    FaultRow.run(
        "read-only file",
        () -> {
          FaultRow.notLinux();
          Path file = Files.write(directory.resolve("file"), new byte[] {1, 2, 3});
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
          String did = ChildJvm.lastLine(behind(ruled(file), permissionChild(file, DENIED)));
          assertEquals(3, Files.size(file));
          return did;
        });
  }

  /** Seen red by the same policy. */
  @Test
  @DisplayName(
      "T10 B3: a folder that may not be written to is fatal at once; the buffer is handed out")
  void anUnwritableFolderIsFatalAtOnce() throws Exception {
    FaultRow.run(
        "unwritable directory",
        () -> {
          FaultRow.notLinux();
          Path folder = Files.createDirectory(directory.resolve("folder"));
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
          Path file = folder.resolve("file");
          String did = ChildJvm.lastLine(behind(ruled(file), permissionChild(file, DENIED)));
          assertFalse(Files.exists(file));
          return did;
        });
  }

  private static List<String> permissionChild(Path file, String error) throws Exception {
    return ChildJvm.command(List.of(), PermissionChild.class, file.toString(), error);
  }

  /** Returns what stands before a command so that permissions hold for it: root ignores them. */
  private static List<String> ruled(Path forbidden) throws Exception {
    List<String> touch = List.of("sh", "-c", ": >> \"$0\"", forbidden.toString());
    if (!complaint(touch).isEmpty()) {
      return List.of();
    }
    List<String> humble = List.of("setpriv", "--bounding-set", "-dac_override");
    boolean fileWasMade = forbidden.getParent().endsWith("folder");
    if (fileWasMade) {
      Files.delete(forbidden);
    }
    FaultRow.lacks(
        complaint(behind(humble, touch)).isEmpty(), "permissions do not hold for this user");
    FaultRow.lacks(
        !complaint(behind(humble, List.of("true"))).isEmpty(),
        "permissions do not hold for this user, and setpriv cannot change that");
    return humble;
  }

  /** Seen red by a task that catches exceptions only: the caller waits for ever. */
  @Test
  @DisplayName("T11 B3: out of memory in the writer: the task dies, typed, nothing is lost")
  void aWriterOutOfMemoryEndsTheTaskAndLosesNothing() throws Exception {
    FaultRow.run(
        "out of memory in the writer",
        () ->
            ChildJvm.lastLine(
                ChildJvm.command(
                    List.of("-XX:MaxDirectMemorySize=40m"),
                    NoMemoryChild.class,
                    directory.resolve("file").toString())));
  }
}
