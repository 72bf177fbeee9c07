// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.kernel.FlushTaskException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Describes errors in words for a user, without a stack trace. */
final class CopyErrors {

  private CopyErrors() {}

  static String describe(Throwable error) {
    if (error instanceof FlushTaskException && error.getCause() != null) {
      return describe(error.getCause()); // the kernel's message is for the program that calls it
    }
    if (error instanceof ClosedByInterruptException) {
      return "interrupted";
    }
    if (error instanceof FileSystemException file) {
      String why =
          error instanceof NoSuchFileException
              ? "no such file or directory"
              : error instanceof AccessDeniedException ? "permission denied" : file.getReason();
      return why == null ? error.toString() : file.getFile() + ": " + why;
    }
    return error.getMessage() == null ? error.getClass().getName() : error.getMessage();
  }
}
