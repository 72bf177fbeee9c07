// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * Names of code as they are printed: the part that a compiler or a JVM is free to choose is left
 * out. javac 17 and javac 25 number the lambdas of one class in another order; the numbers of
 * anonymous and local classes (JLS 13.1) and the names of the classes of lambdas are free too. So
 * all that a check says of a place in the code goes through here, and is the same on each JDK.
 */
public final class SourceNames {

  /** {@code lambda$method$3}; a hash stands before the number if the lambda is serializable. */
  private static final Pattern LAMBDA =
      Pattern.compile("\\blambda\\$([\\w$]+?)(?:\\$\\p{XDigit}+)?\\$\\d+\\b");

  /** {@code Type$$Lambda$14/0x0000000800c03000}, or with no number from JDK 21 on. */
  private static final Pattern CLASS_OF_LAMBDA =
      Pattern.compile("\\$\\$Lambda(?:\\$\\d+)?(?:/(?:0x)?\\p{XDigit}+)?");

  /** {@code Type$1Local}. */
  private static final Pattern LOCAL = Pattern.compile("\\b(\\p{Lu}[\\w$]*)\\$\\d+(?=\\p{L})");

  /** {@code Type$1}. */
  private static final Pattern ANONYMOUS = Pattern.compile("\\b(\\p{Lu}[\\w$]*?)\\$\\d+\\b");

  private static final Pattern ACCESSOR = Pattern.compile("\\baccess\\$\\d+\\b");

  private SourceNames() {}

  /** A text, with the names in it as the source has them. */
  public static String in(String text) {
    String said = LAMBDA.matcher(text).replaceAll("lambda\\$$1");
    said = CLASS_OF_LAMBDA.matcher(said).replaceAll("\\$\\$Lambda");
    said = ACCESSOR.matcher(said).replaceAll("access\\$");
    String before;
    do { // an anonymous class may be within another one
      before = said;
      said = LOCAL.matcher(said).replaceAll("$1\\$");
      said = ANONYMOUS.matcher(said).replaceAll("$1\\$anonymous");
    } while (!said.equals(before));
    return said;
  }

  /** What was thrown, with its trace. */
  public static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return in(text.toString());
  }
}
