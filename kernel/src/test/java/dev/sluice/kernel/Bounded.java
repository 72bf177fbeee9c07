// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Makes a test fail that hangs. The test runs on a thread of its own, because the kernel's waits
 * are uninterruptible: a test that hangs in one can be given up, but not stopped.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Bounded {}
