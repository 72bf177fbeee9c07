// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of TLA+ as TLC prints it: a string, a number, a truth value, a sequence or a set (both
 * are a list here), or a record.
 */
final class Value {

  private final Object value;

  private Value(Object value) {
    this.value = value;
  }

  static Value parse(String text) {
    Parser parser = new Parser(text);
    Value value = parser.value();
    parser.end();
    return value;
  }

  /** Returns a field of a record. */
  Value at(String field) {
    Value found = (Value) record().get(field);
    if (found == null) {
      throw new IllegalArgumentException("no field " + field + " in " + this);
    }
    return found;
  }

  Map<?, ?> record() {
    return (Map<?, ?>) value;
  }

  /** Returns an element of a sequence, counted from 1 as in TLA+. */
  Value at(int index) {
    return (Value) ((List<?>) value).get(index - 1);
  }

  int size() {
    return ((List<?>) value).size();
  }

  int number() {
    return (Integer) value;
  }

  boolean isTrue() {
    return (Boolean) value;
  }

  @Override
  public String toString() {
    return value.toString();
  }

  private static final class Parser {
    private final String text;
    private int next;

    Parser(String text) {
      this.text = text;
    }

    Value value() {
      if (takes("\"")) {
        int from = next;
        next = text.indexOf('"', from) + 1;
        return new Value(text.substring(from, next - 1));
      } else if (takes("<<")) {
        return list(">>");
      } else if (takes("{")) {
        return list("}");
      } else if (takes("[")) {
        Map<String, Value> fields = new LinkedHashMap<>();
        do {
          String name = word();
          require(takes("|->"));
          fields.put(name, value());
        } while (takes(","));
        require(takes("]"));
        return new Value(fields);
      }
      String word = word();
      return new Value(
          word.equals("TRUE") || word.equals("FALSE")
              ? (Object) word.equals("TRUE")
              : Integer.valueOf(word));
    }

    private Value list(String close) {
      List<Value> elements = new ArrayList<>();
      if (!takes(close)) {
        do {
          elements.add(value());
        } while (takes(","));
        require(takes(close));
      }
      return new Value(elements);
    }

    private String word() {
      skipSpace();
      int from = next;
      while (next < text.length()
          && (Character.isLetterOrDigit(text.charAt(next))
              || text.charAt(next) == '_'
              || text.charAt(next) == '-')) {
        next++;
      }
      require(next > from);
      return text.substring(from, next);
    }

    private boolean takes(String token) {
      skipSpace();
      boolean there = text.startsWith(token, next);
      next += there ? token.length() : 0;
      return there;
    }

    private void skipSpace() {
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
    }

    void end() {
      skipSpace();
      require(next == text.length());
    }

    private void require(boolean holds) {
      if (!holds) {
        throw new IllegalArgumentException("TLC prints in another way now: " + text);
      }
    }
  }
}
