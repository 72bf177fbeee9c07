// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import java.util.Map;
import java.util.stream.Collectors;

/** The part of JSON that a report of flat objects needs. */
public final class JsonLines {

  private JsonLines() {}

  /** Returns an object on one line. */
  public static String object(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> quote(field.getKey()) + ": " + value(field.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : quote(String.valueOf(value));
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
