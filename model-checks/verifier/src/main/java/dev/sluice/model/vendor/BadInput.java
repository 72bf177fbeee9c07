// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

/**
 * An input that the user has to correct. Its message is a sentence that says what is wrong. The
 * exit code is 2.
 */
final class BadInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadInput(String sentence) {
    super(sentence);
  }
}
