// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which transitions an outcome proves. They count as covered only if that outcome was seen; if
 * it was not, at a level that requires it, the race was not exercised and the test fails.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Visits.All.class)
public @interface Visits {

  /**
   * Which outcome.
   *
   * @return a result as JCStress prints it, or a regular expression for several
   */
  String outcome();

  /**
   * What it proves.
   *
   * @return ids of {@code transitions.tsv}, separated by blanks
   */
  String ids();

  /**
   * Whether it must be seen. For outcomes too rare for a short run there is a later level.
   *
   * @return the first level that requires it
   */
  Level from() default Level.QUICK;

  /** Several of them. */
  @Documented
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    /**
     * Them.
     *
     * @return each
     */
    Visits[] value();
  }
}
