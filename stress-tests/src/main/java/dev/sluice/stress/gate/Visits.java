// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which transitions an outcome proves. They count as covered only if that outcome was seen. If
 * it was not seen at a level that requires it, the race was not met, and the test fails.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Visits.All.class)
public @interface Visits {

  /**
   * Returns the outcome.
   *
   * @return a result as JCStress prints it, or a regular expression for several
   */
  String outcome();

  /**
   * Returns the ids that the outcome proves.
   *
   * @return ids of {@code transitions.tsv}, separated by blanks
   */
  String ids();

  /**
   * Returns from which level on the outcome must be seen. Outcomes that are too rare for a short
   * run have a later level.
   *
   * @return the first level that requires it
   */
  Level from() default Level.QUICK;

  /** Several of these annotations. */
  @Documented
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    /**
     * Returns the annotations.
     *
     * @return each of them
     */
    Visits[] value();
  }
}
