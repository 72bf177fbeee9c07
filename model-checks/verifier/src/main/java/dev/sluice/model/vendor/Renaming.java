// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * Changes the names of the kernel's packages to those of a copy, and back. No line is added or
 * moved.
 *
 * @param name the copy's package for {@code dev.sluice.kernel}; the other packages are below it
 */
record Renaming(String name) {

  /** The kernel's package. */
  private static final String KERNEL = "dev.sluice.kernel";

  /**
   * The other packages. The kernel's are below {@code dev.sluice}, those of a copy are below its
   * package.
   */
  static final List<String> BELOW = List.of("io", "sync");

  /**
   * Checks the name of the package.
   *
   * @throws BadInput if it cannot be told from other words
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

  /** Returns a file's text in the copy, for its text in the kernel. */
  String out(String text) {
    String there = text;
    for (String below : BELOW) {
      there = replace(there, "dev.sluice." + below, name + "." + below);
    }
    return replace(there, KERNEL, name);
  }

  /** Returns a file's text in the kernel, for its text in the copy. */
  String back(String text) {
    String here = text;
    for (String below : BELOW) {
      here = replace(here, name + "." + below, "dev.sluice." + below);
    }
    return replace(here, name, KERNEL);
  }

  /**
   * Returns the path in the copy's folder of a file of the kernel, such as {@code
   * dev/sluice/io/Batcher.java}.
   */
  static String path(String ofKernel) {
    return ofKernel.replaceFirst("^dev/sluice/(kernel/)?", "");
  }

  /** Returns the path in the kernel of a file in the copy's folder. */
  static String ofKernel(String path) {
    return below(path).isEmpty() ? "dev/sluice/kernel/" + path : "dev/sluice/" + path;
  }

  /**
   * Returns the package below the copy's to which a file in its folder belongs; empty if there is
   * none.
   */
  static String below(String path) {
    return BELOW.stream().filter(below -> path.startsWith(below + "/")).findFirst().orElse("");
  }

  private static String replace(String text, String from, String to) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(from) + "(?!\\w)")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(to));
  }
}
