// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import java.util.List;

/** Which of the kernel's calls into the JDK allocate. */
final class Allocating {

  /** The classes of which every method allocates. */
  private static final List<String> CLASSES =
      List.of(
          "java/lang/String",
          "java/lang/StringBuilder",
          "java/lang/StackWalker",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Throwable",
          "java/lang/Exception",
          "java/lang/RuntimeException",
          "java/lang/IllegalStateException",
          "java/lang/IllegalArgumentException",
          "java/io/IOException",
          "java/nio/channels/ClosedChannelException",
          "java/util/List",
          "java/util/ArrayList",
          "java/util/OptionalLong",
          "java/util/stream/Stream",
          "java/time/Duration",
          "java/lang/ref/Cleaner",
          "java/nio/channels/Channels",
          "java/nio/channels/FileChannel");

  /** The methods that allocate in any class. */
  private static final List<String> METHODS =
      List.of(
          "of",
          "ofNullable",
          "map",
          "add",
          "start",
          "newThread",
          "duplicate",
          "slice",
          "alignedSlice",
          "asReadOnlyBuffer",
          "allocate",
          "allocateDirect",
          "execute",
          "getName",
          "getLogger",
          "toString");

  private Allocating() {}

  static boolean is(String type, String method) {
    return CLASSES.contains(type) || METHODS.contains(method);
  }
}
