// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * From the kernel's packages to those of a copy and back. No line is added or moved.
 *
 * @param name the copy's package, for the kernel's own; the others are below it
 */
record Renaming(String name) {

  /** The kernel's. */
  private static final String KERNEL = "dev.sluice.kernel";

  /** The others: of the kernel below {@code dev.sluice}, of a copy below its package. */
  static final List<String> BELOW = List.of("io", "sync");

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
    String there = text;
    for (String below : BELOW) {
      there = replace(there, "dev.sluice." + below, name + "." + below);
    }
    return replace(there, KERNEL, name);
  }

  /** The text of a file of the copy, in the kernel. */
  String back(String text) {
    String here = text;
    for (String below : BELOW) {
      here = replace(here, name + "." + below, "dev.sluice." + below);
    }
    return replace(here, name, KERNEL);
  }

  /**
   * Where a file of the kernel, {@code dev/sluice/io/Batcher.java} say, is in the copy's folder.
   */
  static String path(String ofKernel) {
    return ofKernel.replaceFirst("^dev/sluice/(kernel/)?", "");
  }

  /** Where a file in the copy's folder is in the kernel. */
  static String ofKernel(String path) {
    return below(path).isEmpty() ? "dev/sluice/kernel/" + path : "dev/sluice/" + path;
  }

  /** The package below the copy's that a file in the copy's folder is of; empty if of none. */
  static String below(String path) {
    return BELOW.stream().filter(below -> path.startsWith(below + "/")).findFirst().orElse("");
  }

  private static String replace(String text, String from, String to) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(from) + "(?!\\w)")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(to));
  }
}
