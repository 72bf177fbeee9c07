// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

/** Something that the user has to put right: a sentence that says what, and exit code 2. */
final class BadInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadInput(String sentence) {
    super(sentence);
  }
}
