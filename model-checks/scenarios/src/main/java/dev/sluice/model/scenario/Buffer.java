// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

/** A buffer whose contents are one plain field, so that the explorer finds a race on it (B5). */
final class Buffer {
  int contents;
}
