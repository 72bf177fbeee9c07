// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * From the kernel's packages to those of a copy and back. No line is added or moved.
 *
 * @param name the copy's package; what is for files is in {@code io} below it
 */
record Renaming(String name) {

  /** The kernel's. */
  private static final String KERNEL = "dev.sluice.kernel";

  private static final String IO = "dev.sluice.io";

  /**
   * Takes the name of a package.
   *
   * @throws BadInput if it is none that can be told from other words
   */
  Renaming {
    if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
      throw new BadInput("'" + name + "' is not the name of a package, as com.acme.flush is.");
    }
    if (!name.contains(".")) {
      throw new BadInput(
          "The package '" + name + "' is a single word: choose one with a dot, as com.acme.flush.");
    }
  }

  /** The text of a file of the kernel, in the copy. */
  String out(String text) {
    return replace(replace(text, IO, name + ".io"), KERNEL, name);
  }

  /** The text of a file of the copy, in the kernel. */
  String back(String text) {
    return replace(replace(text, name + ".io", IO), name, KERNEL);
  }

  /**
   * Where a file of the kernel, {@code dev/sluice/io/Batcher.java} say, is in the copy's folder.
   */
  static String path(String ofKernel) {
    return ofKernel.replaceFirst("^dev/sluice/kernel/", "").replaceFirst("^dev/sluice/io/", "io/");
  }

  /** Where a file in the copy's folder is in the kernel. */
  static String ofKernel(String path) {
    return path.startsWith("io/") ? "dev/sluice/" + path : "dev/sluice/kernel/" + path;
  }

  private static String replace(String text, String from, String to) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(from) + "(?!\\w)")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(to));
  }
}
